/** The store: PostgreSQL with one repository for each group of tables. */
import { hkdfSync } from 'node:crypto';
import { type ApiTokens, apiTokensOf } from './api-tokens.ts';
import { type Audit, auditOf } from './audit.ts';
import { type Backlog, backlogOf } from './backlog.ts';
import { type Borrowed, borrowedOf } from './borrowed.ts';
import { type Claims, claimsIn } from './claims.ts';
import { type Database, openDatabase } from './database.ts';
import { type Decided, decidedIn } from './decided.ts';
import { type Deliveries, deliveriesOf } from './deliveries.ts';
import { type DriveFindings, driveFindingsOf } from './drive-findings.ts';
import { type DriveRecord, driveRecordOf } from './drive-record.ts';
import { type Drives, drivesOf } from './drives.ts';
import type { HearTrouble } from './embedded.ts';
import { available } from './errors.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type HoldClock, holdClockOf } from './hold-clock.ts';
import { type HoldList, holdListOf } from './hold-list.ts';
import { type Holds, holdsOf } from './holds.ts';
import { type Judgements, judgementsOf } from './judgements.ts';
import { lastMoments } from './last-moments.ts';
import { type Lessons, lessonsIn } from './lessons.ts';
import { type MailAccounts, mailAccountsOf } from './mail-accounts.ts';
import { type Messages, messagesOf } from './messages.ts';
import { type Notices, noticesOf } from './notices.ts';
import { type Outcomes, outcomesOf } from './outcomes.ts';
import { openPresence } from './presence.ts';
import { type ReferenceData, referenceDataOf } from './reference-data.ts';
import { type Registers, registersOf } from './registers.ts';
import { type Reports, reportsOf } from './reports.ts';
import { type Retention, retentionOf } from './retention.ts';
import { type Rotation, rotationOf } from './rotation.ts';
import { type SavedViews, savedViewsOf } from './saved-views.ts';
import { type SealedFiles, sealedFilesOf } from './sealed-files.ts';
import { type SecretProof, secretProofOf } from './secret-proof.ts';
import { type Sessions, sessionsOf } from './sessions.ts';
import { type SweepEnd, sweepEndOf } from './sweep-end.ts';
import { type Sweeps, sweepsOf } from './sweeps.ts';
import { type UserCredentials, userCredentialsOf } from './user-credentials.ts';
import { type Users, usersOf } from './users.ts';
import { type Verdicts, verdictsIn } from './verdicts.ts';

export interface Store extends Database {
  /** Calls back each time that the database was away and is back, and what it may have lost is done again. */
  readonly onReturn: (told: () => void) => void;
  readonly messages: Messages;
  readonly deliveries: Deliveries;
  readonly holds: Holds;
  readonly holdList: HoldList;
  readonly holdClock: HoldClock;
  readonly verdicts: Verdicts;
  readonly savedViews: SavedViews;
  readonly lessons: Lessons;
  readonly audit: Audit;
  readonly backlog: Backlog;
  readonly borrowed: Borrowed;
  readonly judgements: Judgements;
  readonly retention: Retention;
  readonly sessions: Sessions;
  readonly users: Users;
  readonly userCredentials: UserCredentials;
  readonly apiTokens: ApiTokens;
  readonly notices: Notices;
  readonly outcomes: Outcomes;
  readonly mailAccounts: MailAccounts;
  readonly claims: Claims;
  readonly decided: Decided;
  readonly registers: Registers;
  readonly referenceData: ReferenceData;
  readonly figures: Figures;
  readonly reports: Reports;
  readonly drives: Drives;
  readonly sweeps: Sweeps;
  readonly sweepEnd: SweepEnd;
  readonly driveRecord: DriveRecord;
  readonly driveFindings: DriveFindings;
  readonly sealedFiles: SealedFiles;
  readonly secretProof: SecretProof;
  readonly rotation: Rotation;
}

/** Nothing is under way any more when a store is closed: a server that says no more by then does not answer. */
const GOODBYE_MS = 1_500;

/** What a store tells of its own accord. */
export interface StoreNews {
  /** As in `openDatabase`. */
  readonly trouble?: HearTrouble;
  /** As in `lastMoments`. */
  readonly notDoneAgain?: (error: unknown) => void;
}

/** Opens the database of the configuration. `masterKey` seals data at rest. Throws `StoreUnavailableError`. */
export async function openStore(
  config: { readonly databaseUrl: string | null; readonly dataDir: string },
  masterKey: Uint8Array,
  news: StoreNews = {},
): Promise<Store> {
  const { db, poolConfig, connections, trouble, close } = await openDatabase(config, news.trouble);
  const moments = lastMoments(news.notDoneAgain && { failed: news.notDoneAgain });
  const waiting: (() => void)[] = [];
  const isBack = async () => {
    if (await moments.isBack()) for (const told of waiting) told();
  };
  const fate = { fell: moments.fell, isBack: () => void isBack() };
  const presence = await available(openPresence(poolConfig, connections, fate)).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    db,
    poolConfig,
    connections,
    trouble,
    close: async () => {
      // Each says goodbye, and waits for the server to end it.
      const late = setTimeout(connections.drop, GOODBYE_MS);
      moments.close();
      try {
        await presence.close();
        await close();
      } finally {
        clearTimeout(late);
      }
    },
    onReturn: (told) => {
      waiting.push(told);
    },
    messages: messagesOf(db, masterKey, presence.number, moments),
    deliveries: deliveriesOf(db, masterKey, presence.number, moments),
    holds: holdsOf(db, masterKey),
    holdList: holdListOf(db),
    holdClock: holdClockOf(db, masterKey),
    verdicts: verdictsIn(db, masterKey),
    savedViews: savedViewsOf(db),
    lessons: lessonsIn(db, masterKey),
    audit: auditOf(db),
    backlog: backlogOf(db),
    borrowed: borrowedOf(db),
    judgements: judgementsOf(db, masterKey),
    retention: retentionOf(db),
    sessions: sessionsOf(db),
    users: usersOf(db),
    userCredentials: userCredentialsOf(db, masterKey),
    apiTokens: apiTokensOf(db),
    notices: noticesOf(db, masterKey),
    outcomes: outcomesOf(db, masterKey, linkKeyOf(masterKey)),
    mailAccounts: mailAccountsOf(db),
    claims: claimsIn(db, masterKey, linkKeyOf(masterKey)),
    decided: decidedIn(db),
    registers: registersOf(db, masterKey),
    referenceData: referenceDataOf(db),
    figures: figuresOf(db),
    reports: reportsOf(db),
    drives: drivesOf(db, masterKey),
    sweeps: sweepsOf(db, presence.number),
    sweepEnd: sweepEndOf(db, masterKey),
    driveRecord: driveRecordOf(db, masterKey),
    driveFindings: driveFindingsOf(db, masterKey),
    sealedFiles: sealedFilesOf(db, masterKey),
    secretProof: secretProofOf(db, masterKey),
    rotation: rotationOf(db, masterKey, presence.number),
  };
}

/** Signs links: a key of its own, so that a link says nothing of what seals the messages (RFC 5869). */
function linkKeyOf(masterKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, 'reticent', 'claim links', 32));
}
