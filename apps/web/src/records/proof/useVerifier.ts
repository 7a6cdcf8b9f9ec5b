// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { useEffect, useState } from 'react';
import type { CheckedProof, TrustSummary } from './checkProof.ts';
import type { HandedProof } from './handedProof.ts';
import { loadServerTrust, type TrustFile } from './trustStore.ts';

type Checker = typeof import('./checkProof.ts');

export interface Verifier {
  /** Once true, nothing more is needed from the server. */
  isReady: boolean;
  /** Why the verifier itself could not be loaded. */
  loadError: unknown;
  /** `undefined` while it is fetched, `null` for nobody. */
  trust: TrustFile | null | undefined;
  trustSummary: TrustSummary | null;
  trustError: string | null;
  checked: CheckedProof | null;
  takeServerTrust(): void;
  setTrust(trust: TrustFile | null): void;
  setAnchoredAtMs(anchoredAtMs: number): void;
}

/** Verifies in the browser, again whenever the proof or the trust changes. */
export function useVerifier(proof: HandedProof | null): Verifier {
  const [checker, setChecker] = useState<Checker | null>(null);
  const [loadError, setLoadError] = useState<unknown>(null);
  const [trust, setTrust] = useState<TrustFile | null>();
  const [summary, setSummary] = useState<TrustSummary | null>(null);
  const [trustError, setTrustError] = useState<string | null>(null);
  const [checked, setChecked] = useState<CheckedProof | null>(null);
  const [anchoredAtMs, setAnchoredAtMs] = useState<number>();

  const takeServerTrust = (): void => {
    setTrustError(null);
    void loadServerTrust().then(setTrust);
  };
  // Both are fetched when the page opens, so that it works once the server is gone.
  useEffect(() => {
    import('./checkProof.ts').then(setChecker, setLoadError);
    void loadServerTrust().then(setTrust);
  }, []);

  useEffect(() => {
    if (checker === null || trust === undefined) return;
    setSummary(trust === null ? null : checker.readTrustFile(trust.bytes));
  }, [checker, trust]);

  // Both belong to one proof.
  // biome-ignore lint/correctness/useExhaustiveDependencies: forgotten with the proof
  useEffect(() => {
    setChecked(null);
    setAnchoredAtMs(undefined);
  }, [proof]);

  useEffect(() => {
    if (checker === null || trust === undefined || proof === null) return;
    // The page says that it checks before a long proof keeps it busy.
    const timer = setTimeout(() => {
      setChecked(checker.checkProof(proof.bytes, { trustFile: trust?.bytes ?? null, anchoredAtMs }));
    });
    return () => clearTimeout(timer);
  }, [checker, trust, proof, anchoredAtMs]);

  return {
    isReady: checker !== null && trust !== undefined,
    loadError,
    trust,
    trustSummary: summary,
    trustError,
    checked,
    takeServerTrust,
    setTrust: (next) => {
      try {
        // A file that is none must not replace one that is.
        if (next !== null) checker?.readTrustFile(next.bytes);
        setTrustError(null);
        setTrust(next);
      } catch (error) {
        if (!(error instanceof DatacarError)) throw error;
        setTrustError(`${error.message}. Ask for the file again; it is named trust.cbor.`);
      }
    },
    setAnchoredAtMs,
  };
}
