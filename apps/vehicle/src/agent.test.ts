// SPDX-License-Identifier: Apache-2.0
// The agent's program against a real server, killed, cut off and misled.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AgentEvent, ImportResult } from '@datacar/core/vehicles/AgentEvent';
import { runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { Aedes } from 'aedes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
const AGENT = fileURLToPath(new URL('../bin/datacar-vehicle.js', import.meta.url));

const CARS = 16;
const home = mkdtempSync(join(tmpdir(), 'datacar-agent-'));
let datacar: RunningDatacar;
let registered: { id: string; enrolmentCode: string }[] = [];

beforeAll(async () => {
  datacar = await startDatacar({ home });
  await registerCars();
}, 120_000);
afterAll(async () => {
  await datacar?.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

interface Agent {
  child: ChildProcess;
  events: AgentEvent[];
  exited: Promise<{ status: number | null; stderr: string }>;
  /** Resolves with the first event that fits, also one that came before. */
  until(fits: (event: AgentEvent) => boolean): Promise<AgentEvent>;
}

function startAgent(parameters: string[]): Agent {
  const child = spawn(process.execPath, [AGENT, ...parameters, '--json-lines'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const events: AgentEvent[] = [];
  let stderr = '';
  let onEvent: () => void = () => undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    // The kill may cut the last line.
    if (line.endsWith('}')) events.push(JSON.parse(line) as AgentEvent);
    onEvent();
  });
  const exited = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(() => ({
    status: child.exitCode,
    stderr,
  }));
  const until = async (fits: (event: AgentEvent) => boolean): Promise<AgentEvent> => {
    for (;;) {
      const found = events.find(fits);
      if (found !== undefined) return found;
      if (child.exitCode !== null)
        throw new Error(`the agent ended: ${stderr}${JSON.stringify(events.at(-1))}`);
      await new Promise<void>((resolve) => {
        onEvent = resolve;
        child.once('exit', () => resolve());
      });
    }
  };
  return { child, events, exited, until };
}

/** Registers every car that the tests need, at once. */
async function registerCars(): Promise<void> {
  const list = join(home, 'cars.csv');
  const vins = Array.from({ length: CARS }, (_, index) => `DATACARAGENT${String(index).padStart(5, '0')}`);
  await writeFile(list, `vin,model\n${vins.map((vin) => `${vin},Test car`).join('\n')}\n`);
  const { vehicles } = await runDatacarJson<{ vehicles: { id: string; enrolmentCode: string }[] }>(
    ['vehicle', 'register', '--file', list],
    { home },
  );
  registered = vehicles;
}

/** The next car that no test has taken yet. */
function takeCar(): { id: string; code: string; folder: string } {
  const car = registered.pop();
  if (car === undefined) throw new Error('there are more tests than cars');
  return { id: car.id, code: car.enrolmentCode, folder: join(home, 'agents', car.id) };
}

async function enrolCar(): Promise<{ id: string; folder: string }> {
  const { id, code, folder } = takeCar();
  const { status, stderr } = await startAgent([
    'enrol',
    '--server',
    datacar.url,
    '--code',
    code,
    '--folder',
    folder,
  ]).exited;
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return { id, folder };
}

const MAPPING = {
  version: 1,
  kind: 'csv',
  name: 'test-logger',
  time: { columns: ['time'], format: 'unix-ms' },
  columns: [
    { column: 'speed', signal: 'Vehicle.Speed', unit: 'km/h' },
    { column: 'soc', signal: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current', unit: 'percent' },
  ],
};

async function writeDrive(
  name: string,
  { rows, startMs }: { rows: number; startMs: number },
): Promise<string[]> {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${startMs + row * 1_000},${(row % 900) / 10},${50 + (row % 400) / 10}`,
  );
  const file = join(home, `${name}.csv`);
  const mapping = join(home, `${name}.json`);
  await writeFile(file, `time,speed,soc\n${lines.join('\n')}\n`);
  await writeFile(mapping, JSON.stringify(MAPPING));
  return [file, '--mapping', mapping];
}

async function importDrive(drive: string[], folder: string): Promise<ImportResult> {
  const agent = startAgent(['import', ...drive, '--folder', folder]);
  const { stderr } = await agent.exited;
  const finished = agent.events.at(-1);
  if (finished?.event !== 'importFinished') throw new Error(`${stderr}${JSON.stringify(finished)}`);
  const [result] = finished.files;
  if (result === undefined) throw new Error('no result');
  return result;
}

describe('enrolment', () => {
  test('with the same code again changes nothing, and leaves the code nowhere', async () => {
    const { id, code, folder } = takeCar();
    const parameters = ['enrol', '--server', datacar.url, '--code', code, '--folder', folder];
    const first = startAgent(parameters);
    expect((await first.exited).status).toBe(0);
    const second = startAgent(parameters);
    expect((await second.exited).status).toBe(0);
    expect(first.events.at(-1)).toMatchObject({
      event: 'enrolled',
      vehicle: id,
      keyIndex: 0,
      wasEnrolled: false,
    });
    expect(second.events.at(-1)).toMatchObject({
      event: 'enrolled',
      vehicle: id,
      keyIndex: 0,
      wasEnrolled: true,
    });
    for (const name of ['device.json', 'enrolled.json'])
      expect(await readFile(join(folder, name), 'utf8')).not.toContain(code);
  });

  test('whose answer was lost is finished with the same key', async () => {
    const { code, folder } = takeCar();
    // A way to the server that swallows every answer.
    const { port, hostname } = new URL(datacar.url);
    const proxy = createServer((socket) => {
      const upstream = connect(Number(port), hostname);
      socket.pipe(upstream);
      upstream.once('data', () => socket.destroy());
      socket.on('error', () => undefined);
      upstream.on('error', () => undefined);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const lossy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const cut = startAgent(['enrol', '--server', lossy, '--code', code, '--folder', folder]);
    expect((await cut.exited).status).toBe(1);
    expect(cut.events.at(-1)).toMatchObject({ event: 'failed', code: 'SERVER_UNREACHABLE' });
    proxy.close();

    const again = startAgent(['enrol', '--server', datacar.url, '--code', code, '--folder', folder]);
    expect((await again.exited).status).toBe(0);
    expect(again.events.at(-1)).toMatchObject({ event: 'enrolled', keyIndex: 0, wasEnrolled: false });
  });

  test('with a wrong code fails with its error code', async () => {
    const { folder } = takeCar();
    const agent = startAgent([
      'enrol',
      '--server',
      datacar.url,
      '--code',
      'AAAA-BBBB-CCCC-DDDD',
      '--folder',
      folder,
    ]);
    expect((await agent.exited).status).toBe(1);
    expect(agent.events.at(-1)).toMatchObject({ event: 'failed', code: 'ENROLMENT_CODE_INVALID' });
  });
});

test('a new code replaces the key, and both streams go on', async () => {
  const { id, folder } = await enrolCar();
  const first = await writeDrive('old-key', { rows: 90, startMs: Date.UTC(2025, 2, 2) });
  expect(await importDrive(first, folder)).toMatchObject({ readings: 180 });
  const { enrolmentCode } = await runDatacarJson<{ enrolmentCode: string }>(['vehicle', 'code', id], {
    home,
  });
  const again = startAgent(['enrol', '--server', datacar.url, '--code', enrolmentCode, '--folder', folder]);
  expect((await again.exited).status).toBe(0);
  expect(again.events.at(-1)).toMatchObject({
    event: 'enrolled',
    vehicle: id,
    keyIndex: 1,
    wasEnrolled: false,
  });
  expect((await readdir(folder)).filter((name) => name.startsWith('key-'))).toHaveLength(1);

  const second = await writeDrive('new-key', { rows: 60, startMs: Date.UTC(2025, 2, 3) });
  expect(await importDrive(second, folder)).toMatchObject({ readings: 120 });
  expect(await importDrive(first, folder)).toMatchObject({ readings: 0, alreadyImported: true });
});

describe('import', () => {
  test(
    `killed ${ROUNDS} times goes on where it stopped, and its total is exact`,
    async () => {
      const { folder } = await enrolCar();
      const rows = 20_000;
      let drives = 0;
      const nextDrive = () => {
        drives += 1;
        return writeDrive(`killed-${drives}`, { rows, startMs: Date.UTC(2025, 4, drives) + 12_345 });
      };
      /** Finishes the import, whatever state the kill left it in, and looks at what it wrote down. */
      const finish = async (drive: string[]) => {
        const { stream, error } = await importDrive(drive, folder);
        expect(error).toBeUndefined();
        const record = JSON.parse(await readFile(join(folder, 'streams', stream, 'import.json'), 'utf8')) as {
          result: ImportResult;
        };
        expect(record.result).toMatchObject({
          rows,
          rowsAccepted: rows,
          readings: 2 * rows,
          readingsDuplicate: 0,
        });
        expect(record.result.anchoredIn?.transactionHash).toMatch(/^0x[0-9a-f]{64}$/);
        expect(await importDrive(drive, folder)).toMatchObject({
          readings: 0,
          batches: 0,
          alreadyImported: true,
        });
      };

      let drive = await nextDrive();
      for (let round = 0; round < ROUNDS; round += 1) {
        const agent = startAgent(['import', ...drive, '--folder', folder]);
        await agent.until(({ event }) => event === 'importProgress' || event === 'importFinished');
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
        agent.child.kill('SIGKILL');
        await agent.exited;
        if (!agent.events.some(({ event }) => event === 'importFinished')) continue;
        await finish(drive);
        drive = await nextDrive();
      }
      await finish(drive);
    },
    120_000 + ROUNDS * 10_000,
  );

  test('by a folder that lost its queues finds out that nothing is missing', async () => {
    const { folder } = await enrolCar();
    const drive = await writeDrive('again', { rows: 200, startMs: Date.UTC(2025, 5, 5) });
    expect(await importDrive(drive, folder)).toMatchObject({ readings: 400, alreadyImported: false });
    rmSync(join(folder, 'streams'), { recursive: true });
    expect(await importDrive(drive, folder)).toMatchObject({
      readings: 0,
      batches: 0,
      alreadyImported: true,
    });
  });

  test('by HTTP is the same', async () => {
    const { folder } = await enrolCar();
    const drive = await writeDrive('http', { rows: 300, startMs: Date.UTC(2025, 6, 6) });
    expect(await importDrive([...drive, '--transport', 'http'], folder)).toMatchObject({
      readings: 600,
      batches: 5,
    });
  });

  test('of a file that is not there fails, and the others are imported', async () => {
    const { folder } = await enrolCar();
    const [file = '', ...mapping] = await writeDrive('good', { rows: 10, startMs: Date.UTC(2025, 7, 7) });
    const agent = startAgent(['import', join(home, 'missing.csv'), file, ...mapping, '--folder', folder]);
    expect((await agent.exited).status).toBe(1);
    expect(agent.events.at(-1)).toMatchObject({
      event: 'importFinished',
      files: [{ error: { code: 'FILE_UNREADABLE' } }, { readings: 20 }],
    });
  });

  test('does not believe a server whose key is not the pinned one', async () => {
    const { folder } = await enrolCar();
    const path = join(folder, 'device.json');
    const identity = JSON.parse(await readFile(path, 'utf8')) as { ackKey: string; publicKey: string };
    await writeFile(path, JSON.stringify({ ...identity, ackKey: identity.publicKey }));
    const drive = await writeDrive('misled', { rows: 10, startMs: Date.UTC(2025, 8, 8) });
    const agent = startAgent(['import', ...drive, '--folder', folder]);
    const warning = await agent.until(({ event }) => event === 'warning');
    expect(warning).toMatchObject({ code: 'ACKNOWLEDGEMENT_INVALID' });
    agent.child.kill('SIGKILL');
    await agent.exited;
  });
});

describe('a car that drives', () => {
  const isAcknowledged = (event: AgentEvent) => event.event === 'acknowledged';
  const runSimulated = (folder: string) => startAgent(['run', '--folder', folder, '--source', 'simulated']);

  async function drive(folder: string, signal: 'SIGINT' | 'SIGKILL'): Promise<AgentEvent[]> {
    const agent = runSimulated(folder);
    await agent.until(({ event }) => event === 'connected');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    agent.child.kill(signal);
    const { status } = await agent.exited;
    if (signal === 'SIGINT') expect(status).toBe(0);
    return agent.events;
  }

  test('is closed by a batch that promises nothing, and what a killed agent took is not lost', async () => {
    const { id, folder } = await enrolCar();
    expect((await drive(folder, 'SIGKILL')).filter(isAcknowledged)).toEqual([]);
    const events = await drive(folder, 'SIGINT');
    const batches = events.flatMap((event) => (event.event === 'batch' ? [event] : []));
    expect(batches.map(({ sequence }) => sequence)).toEqual([0, 1]);
    expect(batches.every(({ readings }) => readings > 0)).toBe(true);
    expect(events.filter(isAcknowledged)).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ event: 'stopped' });

    const { items } = await runDatacarJson<{
      items: { source: string; lastSequence: number; nextByMs: number }[];
    }>(['streams', '--vehicle', id], { home });
    expect(items).toMatchObject([{ source: 'simulated', lastSequence: 1, nextByMs: 0 }]);
  }, 60_000);

  test('is heard through its dongle', async () => {
    const { id, folder } = await enrolCar();
    const broker = await Aedes.createBroker();
    const server = createServer(broker.handle);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const agent = startAgent([
      'run',
      '--folder',
      folder,
      '--source',
      'mqtt',
      '--mqtt-source',
      url,
      '--mapping',
      'ovms',
    ]);
    const subscribed = once(broker, 'subscribe');
    await agent.until(({ event }) => event === 'connected');
    await subscribed;
    const publish = (topic: string, payload: string) =>
      new Promise<void>((resolve) =>
        broker.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () =>
          resolve(),
        ),
      );
    await publish('ovms/me/car/metric/v/b/soc', '81.5');
    await publish('ovms/me/car/metric/v/p/speed', '42');
    await publish('ovms/me/car/metric/v/b/soc', 'soup');
    await agent.until(({ event }) => event === 'refused');
    agent.child.kill('SIGINT');
    expect((await agent.exited).status).toBe(0);
    expect(agent.events.find(isAcknowledged)).toMatchObject({ vehicle: id, readings: 2 });
    const { items } = await runDatacarJson<{ items: { signal: string; value: number; source: string }[] }>(
      ['latest', '--vehicle', id],
      { home },
    );
    expect(items.map(({ signal, value, source }) => [signal, value, source]).sort()).toEqual([
      ['Vehicle.Powertrain.TractionBattery.StateOfCharge.Current', 81.5, 'software'],
      ['Vehicle.Speed', 42, 'software'],
    ]);
    await new Promise((resolve) => broker.close(() => resolve(undefined)));
    server.close();
  });

  test('is run by one agent at a time', async () => {
    const { folder } = await enrolCar();
    const first = runSimulated(folder);
    await first.until(({ event }) => event === 'connected');
    const second = runSimulated(folder);
    expect((await second.exited).status).toBe(1);
    expect(second.events.find(({ event }) => event === 'warning')).toMatchObject({ code: 'FOLDER_LOCKED' });
    first.child.kill('SIGTERM');
    expect((await first.exited).status).toBe(0);
  });
});
