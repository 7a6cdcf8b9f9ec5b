// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';

export interface ErrorInWords {
  title: string;
  /** What to do about it. */
  advice: string;
  /** The registry's name, for whoever looks it up. */
  code: ErrorCode | null;
}

const words: Partial<Record<ErrorCode, Omit<ErrorInWords, 'code'>>> = {
  SERVER_UNREACHABLE: {
    title: 'The server does not answer',
    advice:
      'It may be restarting, or this device has lost its network. The page tries again by itself; nothing is lost.',
  },
  UNAUTHENTICATED: {
    title: 'You are not signed in',
    advice: 'Your session has ended. Sign in again to go on.',
  },
  FORBIDDEN: {
    title: 'This is not yours to see',
    advice:
      'Only the owner of this car can open it. Ask the owner for access, or sign in with another account.',
  },
  NOT_FOUND: {
    title: 'There is nothing here',
    advice: 'The address may be mistyped, or what it names belongs to somebody else or was removed.',
  },
  VEHICLE_UNKNOWN: {
    title: 'There is no such car here',
    advice: 'The address may be mistyped. Your cars are under “My cars”.',
  },
  RATE_LIMITED: { title: 'Too many tries', advice: 'Wait a minute, then try again.' },
  NOT_ANCHORED: {
    title: 'Not anchored yet',
    advice:
      'The reading is safe and signed, but its log has not been written to the chain yet. Try again in a few minutes.',
  },
  STORAGE_FULL: {
    title: "The server's disk is full",
    advice: 'Free some space on the machine that runs Datacar, then try again.',
  },
};

/** Any failure, in words for a driver. */
export function describeError(error: unknown): ErrorInWords {
  if (error instanceof DatacarError) {
    const known = words[error.code];
    if (known !== undefined) return { ...known, code: error.code };
    return { title: 'That did not work', advice: error.message, code: error.code };
  }
  const isChunk = error instanceof TypeError && /import|module/i.test(error.message);
  if (isChunk) {
    return {
      title: 'This page could not be loaded',
      advice: 'The app was renewed or the server is away. Reload the page.',
      code: null,
    };
  }
  return {
    title: 'Something in this page broke',
    advice: `Reload it. If it breaks again, please report: ${error instanceof Error ? error.message : String(error)}`,
    code: null,
  };
}
