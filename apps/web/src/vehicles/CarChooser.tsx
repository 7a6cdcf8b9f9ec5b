// SPDX-License-Identifier: Apache-2.0
import './CarChooser.css';
import { includesRole, type Role } from '@datacar/core/vehicles/roles';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../app/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { RegisterCarDialog } from './RegisterCarDialog.tsx';
import { type ListedVehicle, vehiclesQuery } from './vehiclesQuery.ts';

export interface CarChooserProps {
  label: string;
  /** Cars with which the viewer may do less are left out. */
  atLeast: Role;
  value: string | undefined;
  onChange(car: ListedVehicle | undefined): void;
  isDisabled?: boolean | undefined;
}

/** Chooses one of the viewer's cars, or registers one. The only car there is chosen by itself. */
export function CarChooser({ label, atLeast, value, onChange, isDisabled }: CarChooserProps) {
  const { data: session } = useSession();
  const { data: vehicles, error, refetch } = useQuery(vehiclesQuery);
  const [isRegistering, setRegistering] = useState(false);
  const [wanted, setWanted] = useState<string>();
  const cars = vehicles?.filter((car) => car.role !== 'formerOwner' && includesRole(car.role, atLeast));
  const first = cars?.length === 1 ? cars[0] : undefined;
  const arrived = cars?.find(({ id }) => id === wanted);
  useEffect(() => {
    if (arrived !== undefined) {
      onChange(arrived);
      setWanted(undefined);
    } else if (value === undefined && first !== undefined) onChange(first);
  }, [arrived, first, value, onChange]);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (cars === undefined) return <Skeleton height="4rem" />;
  const mayRegister = session?.isOperator === true;
  return (
    <>
      {cars.length > 0 ? (
        <div className="car-chooser">
          <Field label={label}>
            {({ id }) => (
              <select
                id={id}
                className="input"
                value={value ?? ''}
                disabled={isDisabled}
                onChange={({ target }) => onChange(cars.find((car) => car.id === target.value))}
              >
                <option value="" disabled>
                  Choose a car
                </option>
                {cars.map((car) => (
                  <option key={car.id} value={car.id}>
                    {car.model} (no. {car.id})
                  </option>
                ))}
              </select>
            )}
          </Field>
          {mayRegister && (
            <Button onClick={() => setRegistering(true)} disabled={isDisabled}>
              <Icon name="car" />
              Register another car
            </Button>
          )}
        </div>
      ) : (
        <div className="stack">
          <p className="soft">
            {mayRegister
              ? 'There is no car yet. Register yours: it takes its VIN and a name.'
              : atLeast === 'owner'
                ? 'That is for owners, and no car here is yours. The operator of this server can register it.'
                : 'No car is yours here, or shared with you as a driver. Ask its owner to invite you, or the operator of this server to register your car.'}
          </p>
          {mayRegister && (
            <div className="row">
              <Button kind="primary" onClick={() => setRegistering(true)}>
                <Icon name="car" />
                Register a car
              </Button>
            </div>
          )}
        </div>
      )}
      {isRegistering && (
        <RegisterCarDialog
          onClose={() => setRegistering(false)}
          onRegistered={({ id }) => {
            setRegistering(false);
            setWanted(id);
          }}
        />
      )}
    </>
  );
}
