// SPDX-License-Identifier: Apache-2.0
import type { Benchmark } from '@datacar/testing/bench/Benchmark';
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleReadings,
} from '@datacar/testing/records/createSampleRecords';
import { ed25519Verify, p256Verify, secp256k1Recover, secp256k1Sign, sha256 } from '#crypto';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { checkBatchRoot } from './checkBatchRoot.ts';
import { cose1ToBeSigned } from './cose1ToBeSigned.ts';
import { decodeBatch } from './decodeBatch.ts';
import { decodeCose1 } from './decodeCose1.ts';
import { encodeBatch } from './encodeBatch.ts';
import { encodeProof } from './encodeProof.ts';
import { hashColumns } from './hashColumns.ts';
import { merkleRoot } from './merkleRoot.ts';
import { parseCheckpoint } from './parseCheckpoint.ts';
import type { SignatureDomain } from './signatureDomains.ts';
import { verifyBatchHeader } from './verifyBatchHeader.ts';
import { verifyProof } from './verifyProof.ts';

const WARM_UP_ROUNDS = 200;
const MEASURED_MS = 2000;

/** Milliseconds a call, after a warm-up. */
function measureMs(run: () => void): number {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) run();
  const startMs = performance.now();
  let rounds = 0;
  while (performance.now() - startMs < MEASURED_MS) {
    run();
    rounds += 1;
  }
  return (performance.now() - startMs) / rounds;
}

/** The four signature checks of a proof and nothing else. */
function bareSignatureChecks(
  sample: ReturnType<typeof createSampleRecords>,
  proof: ReturnType<typeof makeProof>,
) {
  const [member] = sample.trust.members;
  const [server] = sample.trust.servers;
  const certificateKey = member?.certificateKeys[0];
  if (certificateKey === undefined || server === undefined)
    throw new Error('The sample has no trust anchors');
  const coseCheck = (cose: Uint8Array, domain: SignatureDomain, publicKey: Uint8Array) => {
    const { payload, signature } = decodeCose1(cose);
    const message = cose1ToBeSigned({ domain, payload });
    return () => p256Verify({ message, signature, publicKey });
  };
  const { text, signatures } = parseCheckpoint(proof.checkpoint);
  const note = {
    message: encodeUtf8(text),
    signature: signatures[0]?.signature ?? new Uint8Array(),
    publicKey: server.noteKey,
  };
  const hash = sha256(proof.anchor);
  const anchor = { hash, ...secp256k1Sign(hash, sample.keys.anchor) };
  const header = coseCheck(proof.header, 'datacar/batch/1', sample.certificateOf().publicKey);
  const certificate = coseCheck(proof.certificate, 'datacar/certificate/1', certificateKey);
  return () => {
    const holds = header() && certificate() && ed25519Verify(note) && secp256k1Recover(anchor) !== undefined;
    if (!holds) throw new Error('A signature of the sample does not verify');
  };
}

function makeProof(sample: ReturnType<typeof createSampleRecords>) {
  const batches = sample.drive(20);
  const batch = batches[10];
  if (batch === undefined) throw new Error('The sample has no batch');
  return sample.proveReading(batch, sample.anchorLog(batches), 'Vehicle.Speed', SAMPLE_START_MS + 600_000);
}

const verifyProofBenchmark: Benchmark = {
  name: 'proof.verify',
  unit: 'ms',
  isHigherBetter: false,
  aim: 'at most 2',
  async run() {
    const sample = createSampleRecords();
    const proof = makeProof(sample);
    const file = encodeProof(proof);
    const { trust } = sample;
    const value = measureMs(() => {
      if (verifyProof(file, { trust }).verdict !== 'PROVED') throw new Error('The sample is not proved');
    });
    const baselineValue = measureMs(bareSignatureChecks(sample, proof));
    return { value, baselineName: 'its four signature checks alone', baselineValue };
  },
};

const decodeBenchmark: Benchmark = {
  name: 'batch.decode',
  unit: 'readings/s',
  isHigherBetter: true,
  aim: 'at least 300,000 on one core, decoded, verified and hashed',
  async run() {
    const sample = createSampleRecords();
    const batch = sample.signBatch(sampleReadings(SAMPLE_START_MS));
    const wire = encodeBatch(batch);
    const { publicKey } = sample.certificateOf();
    const { count } = batch.header;
    const value = measureMs(() => {
      const decoded = decodeBatch(wire);
      verifyBatchHeader(decoded.cose, publicKey);
      checkBatchRoot(decoded);
    });
    const baselineValue = measureMs(() => {
      merkleRoot(hashColumns(batch.columns, batch.secret));
    });
    return {
      value: (count * 1000) / value,
      baselineName: 'salts, leaf and node hashes alone',
      baselineValue: (count * 1000) / baselineValue,
    };
  },
};

export const benchmarks: Benchmark[] = [verifyProofBenchmark, decodeBenchmark];
