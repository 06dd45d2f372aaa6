/**
 * The identity provider: OpenID Connect by the authorization code flow, with PKCE, state and nonce.
 *
 * Source: OpenID Connect Core 1.0, 3.1; RFC 7636; RP-Initiated Logout 1.0. `openid-client` checks the answer: signature,
 * issuer, audience, times, state, nonce. What comes out is who somebody is there, and nothing of it is believed before.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import type { OidcConfig } from '../config/config.ts';
import type { Role } from '../store/users.ts';

/** What is kept until they come back. */
export const providerState = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
});
export type ProviderState = z.output<typeof providerState>;

/** Who somebody is at the provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the provider says that it is verified. */
  readonly email: string | null;
  /** What to call them in a new account. */
  readonly name: string;
  /** What their claim gives them; null where roles are given in Reticent. */
  readonly roles: readonly Role[] | null;
}

export interface Provider {
  readonly name: string;
  /** Where to send a browser that comes back to `next`. Throws what asking the provider throws. */
  readonly begin: (next: string) => Promise<{ readonly url: string; readonly kept: ProviderState }>;
  /** Takes the path and query of the way back. Throws where anything does not fit. */
  readonly finish: (path: string, kept: ProviderState) => Promise<Identity>;
  /** Where to end the session there; null where the provider has no such place. */
  readonly endUrl: () => Promise<string | null>;
}

export const BACK = '/sign-in/provider/back';

const text = z.string().max(500).optional().catch(undefined);
const claimed = z.object({
  email: text,
  email_verified: z.boolean().optional().catch(undefined),
  preferred_username: text,
  name: text,
});

export function providerOf(config: OidcConfig, publicUrl: () => string): Provider {
  const { issuer, clientId, clientSecret, name, scopes, rolesClaim, roles } = config;
  let known: Promise<Configuration> | undefined;
  /** Asked once; where it failed, again by the next who signs in. */
  const metadata = () => {
    known ??= discovered();
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const discovered = () =>
    discovery(
      new URL(issuer),
      clientId,
      clientSecret ?? undefined,
      clientSecret === null ? None() : undefined,
      // The configuration takes plain HTTP on the loopback address alone.
      issuer.startsWith('http:') ? { execute: [allowInsecureRequests] } : undefined,
    );

  return {
    name,
    begin: async (next) => {
      const server = await metadata();
      const kept = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), next };
      const url = buildAuthorizationUrl(server, {
        redirect_uri: `${publicUrl()}${BACK}`,
        scope: [...new Set(['openid', 'email', 'profile', ...scopes])].join(' '),
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, kept };
    },
    finish: async (path, { state, nonce, verifier }) => {
      const server = await metadata();
      const tokens = await authorizationCodeGrant(server, new URL(path, `${publicUrl()}/`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const inToken = tokens.claims();
      if (!inToken) throw new TypeError('the provider sent no ID token');
      // Most providers keep the token short and tell the rest when asked (Core 1.0, 5.4).
      const told = server.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(server, tokens.access_token, inToken.sub)
        : {};
      const claims: Readonly<Record<string, unknown>> = { ...inToken, ...told };
      const { email, email_verified: isVerified, ...names } = claimed.parse(claims);
      const verified = isVerified === true && email ? email : null;
      return {
        issuer: inToken.iss,
        subject: inToken.sub,
        email: verified,
        name: verified ?? names.preferred_username ?? names.name ?? inToken.sub,
        roles: roles && rolesOf(claims[rolesClaim], roles),
      };
    },
    endUrl: async () => {
      const server = await metadata();
      if (!server.serverMetadata().end_session_endpoint) return null;
      return buildEndSessionUrl(server, { post_logout_redirect_uri: `${publicUrl()}/sign-in` }).href;
    },
  };
}

/** A claim is a value or a list of them; what the mapping does not name gives nothing. */
function rolesOf(claim: unknown, mapping: NonNullable<OidcConfig['roles']>): Role[] {
  const values = [claim].flat().filter((value) => typeof value === 'string');
  return [...new Set(values.flatMap((value) => (Object.hasOwn(mapping, value) ? (mapping[value] ?? []) : [])))];
}
