// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { z } from 'zod';

/** One process serves a small fleet; more cars than this belong on more machines. */
const VEHICLES_MAX = 256;
const SOURCES_MAX = 16;
const BYTES_PER_MEGABYTE = 1024 * 1024;

const simulatedSource = z
  .strictObject({
    type: z.literal('simulated'),
    seed: z.int().nonnegative().default(1).describe('Decides roads, stops and trips'),
  })
  .describe('A simulated electric car; everything it says is marked as simulated');

const mqttSource = z
  .strictObject({
    type: z.literal('mqtt'),
    url: z.url({ protocol: /^(mqtts?|wss?)$/ }).describe('The broker that the dongle publishes to'),
    mapping: z
      .string()
      .min(1)
      .describe('A built-in mapping, ovms or wican, or a JSON file with a mapping of your own'),
    topic: z.string().min(1).optional().describe('Takes the place of the topic in a mapping with one rule'),
    device: z
      .string()
      .min(1)
      .optional()
      .describe('Which device of the broker is this car; the first one heard if absent'),
    username: z.string().min(1).optional(),
    passwordFile: z.string().min(1).optional().describe('A file that holds the password'),
  })
  .describe('A dongle in the car that publishes by MQTT');

const vehicle = z.strictObject({
  folder: z.string().min(1).describe('Where `datacar-vehicle enrol` put the key'),
  sources: z
    .array(z.discriminatedUnion('type', [simulatedSource, mqttSource]))
    .min(1)
    .max(SOURCES_MAX),
  send: z
    .strictObject({
      transport: z.enum(['mqtt', 'http']).optional().describe('MQTT when the server has a broker, else HTTP'),
      mqttUrl: z
        .url({ protocol: /^(mqtts?|wss?)$/ })
        .optional()
        .describe('An external broker'),
      mqttVersion: z.enum(['3.1.1', '5']).default('3.1.1'),
      username: z.string().min(1).optional().describe('For a broker with users of its own'),
      passwordFile: z.string().min(1).optional(),
    })
    .optional(),
  batchSeconds: z
    .int()
    .min(1)
    .max(60)
    .default(60)
    .describe('Length of a signed batch: a shorter one is seen sooner and costs more headers'),
  queueMegabytesMax: z
    .int()
    .min(32)
    .max(1_000_000)
    .default(512)
    .describe('When full, the oldest unsent batches become gaps'),
});

const agentConfig = z.strictObject({ vehicles: z.array(vehicle).min(1).max(VEHICLES_MAX) });

/** What `datacar-vehicle run --config FILE` reads. */
export type AgentConfig = z.output<typeof agentConfig>;
export type VehicleConfig = AgentConfig['vehicles'][number];
export type SourceConfig = VehicleConfig['sources'][number];

/** The JSON Schema of the configuration file, for editors. */
export function agentConfigSchema(): unknown {
  return z.toJSONSchema(agentConfig, { io: 'input' });
}

export function queueBytesMaxOf({ queueMegabytesMax }: VehicleConfig): number {
  return queueMegabytesMax * BYTES_PER_MEGABYTE;
}

/**
 * Checks a configuration; paths in it are relative to `baseFolder`.
 *
 * @throws DatacarError CONFIG_INVALID, whose details name the fields
 */
export function parseAgentConfig(input: unknown, baseFolder: string): AgentConfig {
  const result = agentConfig.safeParse(input);
  if (!result.success) {
    throw new DatacarError(
      'CONFIG_INVALID',
      `The configuration is not allowed:\n${z.prettifyError(result.error)}`,
      {
        details: {
          issues: result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
        },
      },
    );
  }
  const absolute = (path: string): string => resolve(baseFolder, path);
  return {
    vehicles: result.data.vehicles.map((config) => ({
      ...config,
      folder: absolute(config.folder),
      sources: config.sources.map((source) =>
        source.type === 'mqtt' && source.passwordFile !== undefined
          ? { ...source, passwordFile: absolute(source.passwordFile) }
          : source,
      ),
      ...(config.send?.passwordFile === undefined
        ? {}
        : { send: { ...config.send, passwordFile: absolute(config.send.passwordFile) } }),
    })),
  };
}

/** Reads a configuration file. @throws DatacarError CONFIG_INVALID */
export async function readAgentConfig(file: string): Promise<AgentConfig> {
  let input: unknown;
  try {
    input = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatacarError('CONFIG_INVALID', `${file} cannot be read as JSON: ${reason}`, {
      cause,
      details: { file },
    });
  }
  return parseAgentConfig(input, dirname(resolve(file)));
}
