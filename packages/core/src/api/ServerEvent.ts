// SPDX-License-Identifier: Apache-2.0

/** One thing that `datacar-server doctor` looked at. */
export interface DoctorFinding {
  /** Such as `disk`, `port`, `lock`, `clock`, `versions`, `growth`. */
  name: string;
  state: 'ok' | 'warning' | 'failing';
  message: string;
}

/**
 * What `datacar-server` says on stdout with `--json-lines`, one object a line; logs go to stderr or a file.
 * `datacar` renders it for people.
 */
export type ServerEvent =
  /** A step of a start or another long piece of work begins or moves on. */
  | { event: 'progress'; stage: string; message: string }
  /** The API answers, MQTT listens, `server.json` is written. */
  | {
      event: 'ready';
      url: string;
      /** Null with a broker elsewhere that nobody may see. */
      mqttUrl: string | null;
      rpcUrl: string;
      chainId: number;
      blockNumber: number;
      isEmbeddedChain: boolean;
      /** The one-time link that signs in, token in the fragment. */
      loginUrl: string;
      loginExpiresAtMs: number;
      /** How the local network reaches it; null without --lan. */
      lan: {
        /** Every origin that works, the best first. */
        urls: string[];
        /** A one-time link of its own, for a phone. */
        loginUrl: string;
        /** Its QR code: rows of `1` (dark) and `0` (light). */
        loginQr: string[];
        /** SHA-256 of the certificate of the server's authority, `AB:CD:…`. */
        authorityFingerprint: string;
      } | null;
    }
  | { event: 'warning'; code: string; message: string }
  | { event: 'doctor'; findings: DoctorFinding[] }
  /** The last line of backup, restore and rebuild. */
  | { event: 'finished'; facts: Readonly<Record<string, string | number | boolean>> }
  /** The last line of a command that failed. */
  | { event: 'failed'; code: string; message: string; details?: Readonly<Record<string, unknown>> }
  | { event: 'stopped' };
