// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Field } from '../ui/Field.tsx';
import { showToast } from '../ui/Toast.tsx';
import { readMapFile, removeMapFile, saveMapFile } from './mapFile.ts';
import { chooseMapTiles, findTilesProblem } from './mapTiles.ts';
import { usePreferences } from './preferences.ts';
import { queryClient } from './queryClient.ts';
import { useFormat } from './useFormat.ts';

/** Own maps. Without one, drives are drawn over the outlines of countries that come with the app. */
export function MapSettings() {
  return (
    <Card title="Map">
      <div className="stack">
        <p className="soft">
          Drives are drawn over the outlines of coasts and countries, which come with the app; no map server
          learns where you drove. You may bring a map of your own.
        </p>
        <MapFileField />
        <MapTilesField />
      </div>
    </Card>
  );
}

function MapFileField() {
  const format = useFormat();
  const { data: file } = useQuery({
    queryKey: ['mapFile'],
    queryFn: async () => (await readMapFile()) ?? null,
  });
  const onDone = (text: string) => async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['mapFile'] });
    showToast(text);
  };
  const onError = () =>
    showToast('The browser could not keep the file; it may have too little room.', 'danger');
  const saving = useMutation({
    mutationFn: saveMapFile,
    onSuccess: onDone('The map is kept in this browser.'),
    onError,
  });
  const removing = useMutation({
    mutationFn: removeMapFile,
    onSuccess: onDone('The map is removed.'),
    onError,
  });
  return (
    <Field
      label="A map file (PMTiles)"
      hint={
        file
          ? `${file.name}, ${format.number(file.size / 1_000_000)} MB, kept in this browser.`
          : 'It stays in this browser and works offline.'
      }
    >
      {({ id, describedBy }) => (
        <div className="row">
          <input
            id={id}
            aria-describedby={describedBy}
            className="input"
            type="file"
            accept=".pmtiles"
            disabled={saving.isPending}
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen !== undefined) saving.mutate(chosen);
            }}
          />
          {file && (
            <Button kind="danger" isSmall isBusy={removing.isPending} onClick={() => removing.mutate()}>
              Remove the map
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

function MapTilesField() {
  const { mapTiles } = usePreferences();
  const [address, setAddress] = useState(mapTiles);
  const [problem, setProblem] = useState<string>();
  const save = (next: string): void => {
    const found = next === '' ? undefined : findTilesProblem(next);
    setProblem(found);
    if (found !== undefined) return;
    chooseMapTiles(next);
    location.reload();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(address.trim());
      }}
    >
      <Field
        label="A tile server"
        hint="Such as https://tiles.example/{z}/{x}/{y}.png. That server learns which parts of the map you look at, and nothing else."
        error={problem}
      >
        {({ id, describedBy }) => (
          <div className="row map-tiles">
            <input
              id={id}
              aria-describedby={describedBy}
              aria-invalid={problem !== undefined}
              className="input"
              type="url"
              inputMode="url"
              placeholder="None"
              value={address}
              onChange={({ target }) => setAddress(target.value)}
            />
            <Button type="submit" disabled={address.trim() === mapTiles}>
              Use it
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
