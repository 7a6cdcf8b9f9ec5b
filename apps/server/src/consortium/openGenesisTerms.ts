// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Chain } from '@datacar/chain/Chain';
import { findGenesis } from '@datacar/chain/contracts/findGenesis';
import {
  completeGenesisTerms,
  type GenesisTerms,
  type GenesisTermsInput,
  genesisTerms,
  genesisTermsInput,
} from '@datacar/core/consortium/genesisTerms';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Address, getAddress } from 'viem';
import type { z } from 'zod';
import type { HomePaths } from '../home/HomePaths.ts';
import { writeFileDurably } from '../home/writeFileDurably.ts';

export interface OpenGenesisTermsOptions {
  paths: Pick<HomePaths, 'genesis' | 'trust'>;
  /** What a person gave; taken on the first start only. */
  genesisFile: string | undefined;
  /** Of this server's member: the founder where the file names no other. */
  account: Address;
}

/**
 * What the consortium of a home is founded on. The first start writes it down before anything is deployed, so that a
 * start after a kill goes on with the same terms.
 *
 * @throws DatacarError CONFIG_INVALID or FILE_UNREADABLE for a given file, GENESIS_DIFFERS, GENESIS_MISSING,
 * HOME_OUTDATED, DOCUMENT_DAMAGED.
 */
export async function openGenesisTerms(
  { paths, genesisFile, account }: OpenGenesisTermsOptions,
  { chain, clock }: { chain: Chain; clock: () => number },
): Promise<GenesisTerms> {
  const given = genesisFile === undefined ? undefined : await readGiven(genesisFile);
  const kept = await readKept(paths.genesis);
  if (kept !== undefined && (given === undefined || (await isBegun(chain, kept)))) {
    if (given !== undefined) requireSame(given, { kept, path: paths.genesis });
    return kept;
  }
  const terms = completeGenesisTerms(given ?? {}, { account, nowMs: clock() });
  requirePossible(terms, { chain, account, nowMs: clock() });
  if (await isUsed(chain, paths)) await requireFounded(terms, { chain, paths, isGiven: given !== undefined });
  await writeFileDurably(paths.genesis, `${JSON.stringify(terms, null, 2)}\n`);
  return terms;
}

async function readGiven(path: string): Promise<GenesisTermsInput> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new DatacarError('FILE_UNREADABLE', `${path} cannot be read.`, { details: { path }, cause });
  }
  const result = parse(genesisTermsInput, text);
  if ('value' in result) return result.value;
  throw new DatacarError('CONFIG_INVALID', `${path}: ${result.field}${result.reason}.`, {
    details: { path, field: result.field },
  });
}

async function readKept(path: string): Promise<GenesisTerms | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const result = parse(genesisTerms, text);
  if ('value' in result) return result.value;
  throw new DatacarError(
    'DOCUMENT_DAMAGED',
    `${path} is damaged: ${result.field}${result.reason}. Restore it from a backup.`,
    { details: { path, field: result.field } },
  );
}

type Parsed<Value> = { value: Value } | { field: string; reason: string };

function parse<Schema extends z.ZodType>(schema: Schema, text: string): Parsed<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { field: '', reason: 'not JSON' };
  }
  const { data, error } = schema.safeParse(json);
  if (error === undefined) return { value: data as z.output<Schema> };
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return { field, reason: `${field === '' ? '' : ': '}${issue?.message ?? 'not as it should be'}` };
}

/** What the file leaves out is as it is kept; an address may be written in another case. */
function requireSame(given: GenesisTermsInput, { kept, path }: { kept: GenesisTerms; path: string }): void {
  const merged = {
    ...kept,
    ...given,
    founder: { ...kept.founder, ...given.founder },
    founderNode: { ...kept.founderNode, ...given.founderNode },
  };
  const differing = Object.keys(kept).find(
    (name) =>
      !isDeepStrictEqual(
        lowered(merged[name as keyof GenesisTerms]),
        lowered(kept[name as keyof GenesisTerms]),
      ),
  );
  if (differing === undefined) return;
  throw new DatacarError(
    'GENESIS_DIFFERS',
    `This home's consortium is founded already, with another ${differing} (${path}). Start without --genesis, or ` +
      'found another consortium in another home.',
    { details: { path, field: differing } },
  );
}

function lowered(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_name, part) =>
    typeof part === 'string' && /^0x[0-9a-fA-F]{40}$/.test(part) ? part.toLowerCase() : part,
  );
}

/** Terms of which nothing is on the chain, or on its way there, can still be replaced by those that a person gives. */
async function isBegun({ publicClient }: Chain, { founder }: GenesisTerms): Promise<boolean> {
  const address = getAddress(founder.account);
  const [genesis, pending, sealed] = await Promise.all([
    findGenesis(publicClient, address),
    publicClient.getTransactionCount({ address, blockTag: 'pending' }),
    publicClient.getTransactionCount({ address }),
  ]);
  return genesis !== undefined || pending !== sealed;
}

/** `PublicOffering.DEADLINE_SECONDS_MAX`, less a day for what the chain's clock is behind. */
const DEADLINE_MS_MAX = (3_653 - 1) * 86_400_000;

/** What a contract would refuse in the middle of the deployment, when the ones before it are there for good. */
function requirePossible(
  { founder, offeringDeadline }: GenesisTerms,
  { chain, account, nowMs }: { chain: Chain; account: Address; nowMs: number },
): void {
  const leftMs = offeringDeadline * 1_000 - nowMs;
  if (getAddress(founder.account) === account && (leftMs <= 0 || leftMs > DEADLINE_MS_MAX)) {
    throw new DatacarError(
      'CONFIG_INVALID',
      'offeringDeadline: the time has passed already, or is more than ten years away. It is in seconds since the epoch.',
      { details: { field: 'offeringDeadline' } },
    );
  }
  if (chain.kind === 'embedded' && getAddress(founder.account) !== account) {
    throw new DatacarError(
      'CONFIG_INVALID',
      `founder.account: the founder of an embedded chain is the member of its home, ${account}. Leave it out, or give ` +
        'the chain of that founder with --rpc.',
      { details: { field: 'founder.account', account } },
    );
  }
}

/** Whether a server has worked here before: its terms stood on the disk before its first transaction. */
async function isUsed(chain: Chain, { trust }: Pick<HomePaths, 'trust'>): Promise<boolean> {
  if (existsSync(trust)) return true;
  return chain.kind === 'embedded' && (await chain.publicClient.getBlockNumber()) > 0n;
}

/** A home without its terms goes on only with the ones that a person brings, and never founds a second consortium. */
async function requireFounded(
  { founder }: GenesisTerms,
  { chain, paths, isGiven }: { chain: Chain; paths: Pick<HomePaths, 'genesis'>; isGiven: boolean },
): Promise<void> {
  const account = getAddress(founder.account);
  const genesis = await findGenesis(chain.publicClient, account);
  if (genesis === undefined) {
    throw new DatacarError(
      'HOME_OUTDATED',
      'The consortium of this home was founded by an older version of Datacar, whose contracts this version does not ' +
        'work with. Nothing was changed. Go on with that version, or start with a new home; proofs that were made ' +
        'with this home stay valid.',
      { details: { founder: account } },
    );
  }
  if (isGiven) return;
  throw new DatacarError(
    'GENESIS_MISSING',
    `${paths.genesis} is missing, although its consortium is founded (${genesis}). Restore the file from a backup, ` +
      'or give the terms with --genesis.',
    { details: { path: paths.genesis, genesis } },
  );
}
