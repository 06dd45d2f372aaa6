/**
 * Findings as SARIF, for tools that show what scanners find.
 *
 * Source: OASIS SARIF 2.1.0: 3.27 result, 3.28 location, 3.35 suppression (what a person accepted or called false),
 * 3.27.24 baselineState. A fingerprint (3.27.17) is ours, so that a viewer knows a finding again. Quotes nothing.
 */
import type { DriveFinding } from '../store/drive-findings.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<string, string>> = { declared: 'error', disciplinary: 'error', membership: 'error' };

/** `version` is ours. `root` is where the drive lies, as a URI, that paths are relative to. */
export function sarifOf(
  findings: readonly DriveFinding[],
  { version, roots }: { readonly version: string; readonly roots: Readonly<Record<string, string>> },
): object {
  const categories = [...new Set(findings.map(({ category }) => category))].sort();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Reticent',
            version,
            rules: categories.map((category) => ({
              id: category,
              shortDescription: { text: `A Confidential Matter: ${category.replaceAll('-', ' ')}` },
              properties: { paragraphs: findings.find((each) => each.category === category)?.paragraphs ?? [] },
            })),
          },
        },
        originalUriBaseIds: Object.fromEntries(Object.entries(roots).map(([name, uri]) => [name, { uri }])),
        results: findings.map((finding) => resultOf(finding, categories.indexOf(finding.category))),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
}

function resultOf(finding: DriveFinding, ruleIndex: number): object {
  const { id, drive, category, confidence, people, everyone, outsiders, state, content, paragraph, reason } = finding;
  const live = finding.places.filter(({ goneAt }) => goneAt === null);
  const places = live.length > 0 ? live : finding.places;
  const whom = everyone ? 'everybody' : `${outsiders} outside its circle`;
  return {
    ruleId: category,
    ruleIndex,
    level: outsiders === 0 ? 'note' : (LEVELS[category] ?? 'warning'),
    kind: 'fail',
    message: { text: `${category}: ${people > 0 ? `${people} people exposed, ` : ''}can be read by ${whom}.` },
    locations: places.map(({ path, part }) => ({
      physicalLocation: { artifactLocation: { uri: encoded(path), uriBaseId: drive } },
      ...(path.endsWith(part) ? {} : { logicalLocations: [{ fullyQualifiedName: part }] }),
    })),
    partialFingerprints: { 'reticent/finding': id, 'reticent/content': content },
    rank: Math.round(confidence * 1000) / 10,
    ...(state === 'remediated' && { baselineState: 'absent' }),
    ...((state === 'accepted' || state === 'false') && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: [paragraph && `paragraph ${paragraph}`, reason].filter(Boolean).join(': '),
        },
      ],
    }),
  };
}

/** A relative reference (RFC 3986): each name encoded, and none taken for a scheme. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
