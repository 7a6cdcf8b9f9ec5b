// SPDX-License-Identifier: Apache-2.0

const databaseName = 'datacar';
const storeName = 'files';
const key = 'map.pmtiles';

function openDatabase(): Promise<IDBDatabase> {
  return settle(() => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    return request;
  });
}

function settle<Result>(start: () => IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = start();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser could not keep the file.'));
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openDatabase();
  try {
    return await settle(() => act(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
}

/** The viewer's own map (PMTiles), kept in this browser; undefined when there is none. */
export async function readMapFile(): Promise<File | undefined> {
  return (await inStore<unknown>('readonly', (store) => store.get(key))) as File | undefined;
}

export async function saveMapFile(file: File): Promise<void> {
  await inStore('readwrite', (store) => store.put(file, key));
}

export async function removeMapFile(): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key));
}
