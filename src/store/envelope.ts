/** The envelope of a message (RFC 5321) and how it came; what every way in hands over with the bytes. */

/** What a sender asks of delivery reports for one recipient (RFC 3461, 4.1 and 4.2). */
export interface RecipientDsn {
  readonly notify?: readonly string[];
  readonly orcpt?: string;
}

export interface EnvelopeRecipient {
  readonly address: string;
  readonly dsn?: RecipientDsn;
}

export interface Envelope {
  readonly via: 'smtp' | 'lmtp' | 'milter' | 'http';
  /** Who authenticated, or the envelope sender as a trusted MTA gave it; null: nobody is known. */
  readonly login: string | null;
  /** Empty for the null sender. */
  readonly mailFrom: string;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly smtputf8: boolean;
  readonly body8bit: boolean;
  /** RFC 3461, 4.3 and 4.4. */
  readonly dsn?: { readonly ret?: string; readonly envid?: string };
  readonly client: { readonly address: string; readonly helo: string | null; readonly tls: boolean };
}
