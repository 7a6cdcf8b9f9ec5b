// SPDX-License-Identifier: Apache-2.0

export interface LanOptions {
  /** 0: any free one. */
  port: number;
  /** Address to listen on; undefined: every one. */
  host?: string | undefined;
  /** What phones call this machine; undefined: its own name. */
  name?: string | undefined;
}

export interface RunOptions {
  home: string;
  /** 0: any free one. */
  port: number;
  host: string;
  /** Another chain instead of the embedded one. */
  rpcUrl?: string | undefined;
  /** A file with what the consortium is founded on, for the first start. */
  genesisFile?: string | undefined;
  /** Default: 10 minutes on the embedded chain, 10 seconds on another. */
  anchorIntervalMs?: number | undefined;
  /** Another broker instead of the embedded one. */
  mqttUrl?: string | undefined;
  /** Of the embedded broker; 0: any free one. Undefined: 1883, or any free one when that is taken. */
  mqttPort?: number | undefined;
  /** Origins of other sites whose pages may call this server. */
  corsOrigins: readonly string[];
  /** Names by which it may be called, beside addresses and the machine's own. */
  allowedHosts: readonly string[];
  /** HTTPS for the local network; undefined: none. */
  lan?: LanOptions | undefined;
  passphraseFile?: string | undefined;
  /** The folder of the built app; without one, `/` is a page that only signs in. */
  webDirectory?: string | undefined;
  /** Threads that check batches. */
  workers?: number | undefined;
}
