// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type RegisterVehicleReturnType, registerVehicle } from '@datacar/sdk/vehicles/registerVehicle';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { queryClient } from '../app/queryClient.ts';
import { restartLiveFeed } from '../records/liveFeed.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { showToast } from '../ui/Toast.tsx';
import { describeVin, normalizeVin } from './describeVin.ts';
import { vehiclesQuery } from './vehiclesQuery.ts';

const modelLengthMax = 64;

/** Asks for VIN and model. The same VIN again gives the same car, so nobody makes two of one. */
export function RegisterCarDialog({
  onClose,
  onRegistered,
}: {
  onClose(): void;
  onRegistered(car: RegisterVehicleReturnType): void;
}) {
  const [vin, setVin] = useState('');
  const [model, setModel] = useState('');
  const problem = describeVin(vin);
  const register = useMutation({
    mutationFn: () => registerVehicle(client, { vin: normalizeVin(vin), model: model.trim() }),
    onSuccess: async (car) => {
      await queryClient.invalidateQueries(vehiclesQuery);
      restartLiveFeed();
      showToast(car.created ? `${model.trim()} is registered.` : 'This car was registered before.');
      onRegistered(car);
    },
  });
  const isRefused = register.error instanceof DatacarError && register.error.code === 'VIN_INVALID';
  return (
    <FormDialog
      title="Register a car"
      action="Register this car"
      isBusy={register.isPending}
      error={isRefused ? null : register.error}
      onSubmit={() => {
        if (problem === null && model.trim() !== '') register.mutate();
      }}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <Field
            label="Model"
            hint="As you call it: make, model, perhaps its year."
            error={isTried && model.trim() === '' ? 'Say what car it is.' : undefined}
          >
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input"
                aria-describedby={describedBy}
                value={model}
                maxLength={modelLengthMax}
                placeholder="Renault Twizy 2021"
                autoComplete="off"
                onChange={({ target }) => setModel(target.value)}
              />
            )}
          </Field>
          <Field
            label="Vehicle identification number (VIN)"
            hint={
              vin.trim() === ''
                ? '17 characters: in your registration papers, and behind the windscreen.'
                : `${normalizeVin(vin).length} of 17 characters`
            }
            error={
              isTried && problem !== null
                ? problem
                : isRefused
                  ? 'The server does not take this number. Compare it with your papers.'
                  : undefined
            }
          >
            {({ id, describedBy }) => (
              <input
                id={id}
                className="input mono"
                aria-describedby={describedBy}
                aria-invalid={isTried && problem !== null}
                value={vin}
                placeholder="VF1ACVYB012345678"
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                onChange={({ target }) => setVin(target.value.toUpperCase())}
              />
            )}
          </Field>
          <p className="small soft">
            The VIN stays on your server, encrypted. The chain gets only a salted fingerprint of it, which
            nobody can turn back.
          </p>
        </>
      )}
    </FormDialog>
  );
}
