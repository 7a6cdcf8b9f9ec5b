// SPDX-License-Identifier: Apache-2.0
import './PrepareImport.css';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { discardImport } from '@datacar/sdk/records/discardImport';
import { startImport } from '@datacar/sdk/records/startImport';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { client } from '../../app/client.ts';
import { queryClient } from '../../app/queryClient.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { type DraftMapping, draftFromPreview, problemsOf, saysZone, toMapping } from './draftMapping.ts';
import { MappingEditor } from './MappingEditor.tsx';
import { PreviewRows } from './PreviewRows.tsx';
import { type ImportKey, importQuery, importsQuery, previewQuery } from './queries.ts';
import { TimeEditor } from './TimeEditor.tsx';

/** How a file reads, to correct; and the button that imports it. */
export function PrepareImport({
  importKey,
  onStarted,
  onDiscarded,
}: {
  importKey: ImportKey;
  /** With the time of the file's first reading, where it is known. */
  onStarted(fromMs: number | undefined): void;
  onDiscarded(): void;
}) {
  const guessed = useQuery(previewQuery(importKey, undefined));
  const [edited, setEdited] = useState<DraftMapping>();
  const draft = edited ?? (guessed.data === undefined ? undefined : draftFromPreview(guessed.data));
  const problems = draft === undefined ? [] : problemsFor(draft, guessed.data?.guess.time?.needsZone ?? true);
  const mapping = edited === undefined || problems.length > 0 ? undefined : JSON.stringify(toMapping(edited));
  // What is typed is tried when the typing rests.
  const tried = useRested(useDeferredValue(mapping));
  const corrected = useQuery({
    ...previewQuery(importKey, tried === undefined ? undefined : (JSON.parse(tried) as object)),
    enabled: guessed.data !== undefined,
  });
  const start = useMutation({
    mutationFn: () =>
      startImport(client, { ...importKey, mapping: draft === undefined ? undefined : toMapping(draft) }),
    onSuccess: (started) => {
      queryClient.setQueryData(importQuery(importKey).queryKey, started);
      void queryClient.invalidateQueries({ ...importsQuery(importKey.vehicle), exact: true });
      onStarted(corrected.data?.readings[0]?.timeMs);
    },
  });
  const discard = useMutation({
    mutationFn: () => discardImport(client, importKey),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ ...importsQuery(importKey.vehicle), exact: true });
      onDiscarded();
    },
  });
  if (guessed.error !== null)
    return <ErrorState error={guessed.error} onRetry={() => void guessed.refetch()} />;
  if (guessed.data === undefined || draft === undefined) return <Skeleton height="24rem" />;
  const preview = corrected.data ?? guessed.data;
  const isWrong = corrected.error !== null && mapping === tried;
  const isTrying = problems.length === 0 && (mapping !== tried || corrected.isFetching);
  const isReady = problems.length === 0 && !isWrong && !isTrying;
  return (
    <>
      <Origin origin={guessed.data.mappingOrigin} isEdited={edited !== undefined} />
      <TimeEditor preview={preview} draft={draft} onChange={setEdited} />
      <MappingEditor preview={preview} draft={draft} isTrying={isTrying} onChange={setEdited} />
      <PreviewRows preview={preview} />
      {isWrong && <MappingError error={corrected.error} />}
      {problems.length > 0 && (
        <Callout tone="warning" title="Before it can be imported">
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Callout>
      )}
      {start.error !== null && <ErrorState error={start.error} />}
      {discard.error !== null && <ErrorState error={discard.error} />}
      <div className="row import-actions">
        <Button kind="primary" disabled={!isReady} isBusy={start.isPending} onClick={() => start.mutate()}>
          Import this file
        </Button>
        <Button kind="quiet" isBusy={discard.isPending} onClick={() => discard.mutate()}>
          Forget the file
        </Button>
        {edited !== undefined && (
          <Button kind="quiet" onClick={() => setEdited(undefined)}>
            Undo my corrections
          </Button>
        )}
        <span className="small soft" role="status">
          {isTrying && 'Reading the first rows …'}
        </span>
      </div>
    </>
  );
}

function problemsFor(draft: DraftMapping, needsZone: boolean): string[] {
  const isZoneMissing = needsZone && !saysZone(draft.timeFormat) && draft.zone === '';
  return [...(isZoneMissing ? ['Say in which time zone the times are.'] : []), ...problemsOf(draft)];
}

const restMs = 400;

/** A value once it has not changed for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

function Origin({ origin, isEdited }: { origin: 'given' | 'known' | 'guessed' | null; isEdited: boolean }) {
  if (isEdited) return null;
  if (origin === 'known') {
    return (
      <Callout tone="good" title="Datacar knows this logger">
        <p className="soft">Columns, units and time zone are set. You can import it as it is.</p>
      </Callout>
    );
  }
  return (
    <Callout tone="info" title="Guessed from names and values of the columns">
      <p className="soft">
        Look it over, above all time zone and units: what is imported is signed, and stays.
      </p>
    </Callout>
  );
}

/** A mapping that the server does not take, with the fields that are wrong. */
function MappingError({ error }: { error: unknown }) {
  const issues = error instanceof DatacarError ? error.details.issues : undefined;
  if (!(error instanceof DatacarError) || error.code !== 'MAPPING_INVALID' || !Array.isArray(issues)) {
    return <ErrorState error={error} />;
  }
  return (
    <Callout tone="danger" title="This cannot be read so" isAlert>
      <ul>
        {(issues as { field?: string; message?: string }[]).map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <code>{field}</code> {message}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
