/**
 * From a typed error to a line of words and an exit status: the one edge of the command line.
 *
 * Source: `docs/contracts.md`. 2 is wrong usage or configuration, 3 something that cannot be had now or read at all,
 * 1 a negative answer.
 */
import { CommanderError } from 'commander';
import { forTerminal } from './terminal.ts';

export type ExitStatus = 0 | 1 | 2 | 3;

/** What a person asked for cannot be understood, or does not exist. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The answer is no: nothing is broken, but the command did not do or find what was asked. */
export class NegativeAnswer extends Error {
  override readonly name = 'NegativeAnswer';
}

/** Errors of other rooms, by name, because loading their modules costs a command's start. */
const statusByName: Readonly<Record<string, ExitStatus>> = {
  UsageError: 2,
  ConfigError: 2,
  WrongSecretError: 2,
  NewerDatabaseError: 2,
  PolicyFileError: 2,
  RegisterError: 2,
  DriveFileError: 2,
  RulesError: 2,
  ScenarioError: 2,
  NegativeAnswer: 1,
  StillOpenError: 1,
  UserExistsError: 1,
  LastAdministratorError: 1,
};

export function exitStatusOf(error: unknown): ExitStatus {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof Error ? (statusByName[error.name] ?? 3) : 3;
}

/** One line for each problem; errors from outside are said to be so. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return forTerminal(`reticent: ${String(error)}`);
  return forTerminal(`reticent: ${error.message}`);
}
