// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { createColors } from 'picocolors';
import type { Output } from '../output/createOutput.ts';
import { hasColors } from '../output/hasColors.ts';
import { exitStatus } from './exitStatus.ts';
import { nameCommands } from './nameCommands.ts';
import { UsageError } from './UsageError.ts';

/** Says what went wrong and what to do next, and returns the exit status. */
export function reportError(error: unknown, output: Output): number {
  const isUsage = error instanceof UsageError;
  const { code, message, details } = describe(error);
  output.json({ error: { code, message, ...(details === undefined ? {} : { details }) } });
  if (!output.isJson) {
    const colors = createColors(hasColors(process.stderr, process.env));
    output.note(`${colors.red('error')} ${message}${isUsage ? '' : ` ${colors.dim(`(${code})`)}`}`);
  }
  if (process.env.DATACAR_DEBUG !== undefined && error instanceof Error) output.note(String(error.stack));
  return isUsage ? exitStatus.wrongUsage : exitStatus.failed;
}

interface ErrorDescription {
  code: string;
  message: string;
  details?: unknown;
}

function describe(error: unknown): ErrorDescription {
  if (error instanceof DatacarError) {
    return { code: error.code, message: nameCommands(error.message), details: error.details };
  }
  if (error instanceof UsageError) return { code: 'INPUT_INVALID', message: error.message };
  const { code, message, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && code !== undefined) {
    return { code: 'FILE_UNREADABLE', message: `${describeErrno(code)}: ${path ?? syscall}` };
  }
  return {
    code: 'INTERNAL',
    message: `${message ?? String(error)}\nThis should not happen. Run it again with DATACAR_DEBUG=1 and report what it prints.`,
  };
}

function describeErrno(code: string): string {
  const sentences: Record<string, string> = {
    ENOENT: 'No such file or folder',
    EACCES: 'Not allowed to open',
    EPERM: 'Not allowed to open',
    EISDIR: 'This is a folder, not a file',
    ENOSPC: 'The disk is full; nothing more can be written to',
    EROFS: 'The disk is read-only',
    EEXIST: 'Already there',
  };
  return sentences[code] ?? code;
}
