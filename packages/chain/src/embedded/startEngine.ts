// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  connectEngine,
  type EngineAnswer,
  type EngineCall,
  type EngineConnection,
} from './EngineConnection.ts';
import { findAnvil } from './findAnvil.ts';
import type { GenesisRecord } from './journal/JournalRecord.ts';

/** Blocks whose state can still be asked for; each costs a copy of the whole state. */
const STATES_KEPT = 8;

/** Above what one machine executes in a second, so that the pool empties with every block. */
const BLOCK_TRANSACTIONS_MAX = 20_000;

/** It takes 50 ms; a loaded machine needs longer. */
const START_MS_MAX = 20_000;

/** The engine's last lines, for the error when it ends. */
const OUTPUT_CHARACTERS_KEPT = 4_000;

export interface Engine extends EngineConnection {
  readonly pid: number;
  /** As `batch`, for calls whose order does not matter. */
  scatter(calls: readonly EngineCall[]): Promise<EngineAnswer[]>;
  /** HTTP, for bodies that are larger than a WebSocket frame may be. */
  readonly httpUrl: string;
  /** Settles when the process has ended, with what it said last. */
  readonly ended: Promise<string>;
  kill(): Promise<void>;
}

export type EngineSettings = Pick<GenesisRecord, 'chainId' | 'timestamp' | 'gasLimit' | 'hardfork'>;

/**
 * Starts anvil in a process group of its own, so that an interrupt from the terminal reaches the gateway first.
 *
 * @param marker Folder that no other home has: by it an orphan is recognised.
 * @throws DatacarError CHAIN_ENGINE_MISSING, CHAIN_ENGINE_FAILED.
 */
export async function startEngine(settings: EngineSettings, marker: string): Promise<Engine> {
  const child = spawn(findAnvil(), engineArguments(settings, marker), {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {},
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-OUTPUT_CHARACTERS_KEPT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(String(error)));
    child.once('close', (code, signal) => resolve(`ended with ${signal ?? code}: ${output.trim()}`));
  });
  try {
    const address = await listeningAddress(child, ended);
    const connection = await connectLanes(`ws://${address}`);
    // A line per call would be written, piped and thrown away.
    await connection.request('anvil_setLoggingEnabled', [false]);
    return {
      ...connection,
      pid: child.pid ?? 0,
      httpUrl: `http://${address}`,
      ended,
      kill: async () => {
        connection.close();
        child.kill('SIGKILL');
        await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Calls of one message that are worth a second one. */
const SPLIT_CALLS_MIN = 8;

/**
 * The engine works off each connection on one core: one for what is asked, two that share what is sent, so that
 * neither waits for the other.
 */
async function connectLanes(url: string): Promise<EngineConnection & Pick<Engine, 'scatter'>> {
  const [asked, left, right] = await Promise.all([
    connectEngine(url),
    connectEngine(url),
    connectEngine(url),
  ]);
  return {
    request: asked.request,
    batch: left.batch,
    async scatter(calls) {
      if (calls.length < SPLIT_CALLS_MIN) return left.batch(calls);
      const middle = calls.length >> 1;
      const halves = [left.batch(calls.slice(0, middle)), right.batch(calls.slice(middle))];
      return (await Promise.all(halves)).flat();
    },
    close() {
      for (const lane of [asked, left, right]) lane.close();
    },
  };
}

function engineArguments(settings: EngineSettings, marker: string): string[] {
  return [
    ...['--no-mining', '--order', 'fifo', '--hardfork', settings.hardfork, '--accounts', '0'],
    ...['--chain-id', String(settings.chainId), '--timestamp', String(settings.timestamp)],
    // Gas costs nothing inside the consortium, so no account needs ether; the gateway's limits stand in.
    ...['--base-fee', '0', '--gas-price', '0', '--disable-min-priority-fee'],
    ...['--gas-limit', String(settings.gasLimit), '--enable-tx-gas-limit'],
    ...['--max-transactions', String(BLOCK_TRANSACTIONS_MAX)],
    // Without it anvil writes the whole state of every old block to disk: 4.7 GB for 10,000 blocks.
    ...['--prune-history', String(STATES_KEPT)],
    ...['--cache-path', marker],
    ...['--host', loopbackAddress(), '--port', '0', '--no-cors', '--no-request-size-limit'],
    '--disable-console-log',
  ];
}

/** On Linux all of 127/8 is loopback: a page in a browser cannot try all addresses times all ports. */
function loopbackAddress(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}

function listeningAddress(child: ChildProcess, ended: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => fail('it does not listen'), START_MS_MAX);
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(
        new DatacarError('CHAIN_ENGINE_FAILED', `The chain's engine did not start: ${reason}`, {
          details: { startMsMax: START_MS_MAX },
        }),
      );
    };
    child.stdout?.on('data', function look(chunk: Buffer) {
      text += chunk.toString();
      const address = /^Listening on (\S+)$/m.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', look);
      resolve(address);
    });
    ended.then(fail);
  });
}
