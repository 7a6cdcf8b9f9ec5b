// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { findAnvil } from '@datacar/chain/embedded/findAnvil';

export interface BareAnvil {
  url: string;
  stop(): Promise<void>;
}

/** Well above its 50 ms. */
const START_MS_MAX = 20_000;

/** anvil without a gateway in front: another chain to join, or the baseline of a measurement. */
export async function startBareAnvil(parameters: readonly string[] = []): Promise<BareAnvil> {
  const child = spawn(findAnvil(), ['--port', '0', '--accounts', '0', ...parameters], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`anvil does not listen: ${text}`)), START_MS_MAX);
    child.stdout.on('data', (chunk: Buffer) => {
      text = (text + chunk).slice(-2_000);
      const address = /^Listening on (\S+)$/m.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(`http://${address}`);
    });
    ended.then(() => reject(new Error(`anvil ended: ${text}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
