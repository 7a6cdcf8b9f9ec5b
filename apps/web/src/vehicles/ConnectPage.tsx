// SPDX-License-Identifier: Apache-2.0
import './ConnectPage.css';
import { createEnrolmentCode } from '@datacar/sdk/vehicles/createEnrolmentCode';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { client } from '../app/client.ts';
import { Card } from '../ui/Card.tsx';
import { CommandBlock } from '../ui/CommandBlock.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Step, Steps } from '../ui/Steps.tsx';
import { CarChooser } from './CarChooser.tsx';
import { agentConfig, type Dongle, initialBroker } from './connect/agentConfig.ts';
import { ConnectionStatus } from './connect/ConnectionStatus.tsx';
import { BrokerFields, BrokerStep, DongleStep } from './connect/DongleStep.tsx';
import { EnrolmentStep } from './connect/EnrolmentStep.tsx';
import { useCarConnection } from './connect/useCarConnection.ts';
import type { ListedVehicle } from './vehiclesQuery.ts';

const dongles: readonly (readonly [Dongle, string])[] = [
  ['ovms', 'OVMS'],
  ['wican', 'WiCAN'],
  ['other', 'Other MQTT'],
];

/** From a dongle in the car's socket to signed batches: what to do, with all that has to be copied. */
export function ConnectPage() {
  const { car } = useSearch({ from: '/connect' });
  const navigate = useNavigate({ from: '/connect' });
  const [dongle, setDongle] = useState<Dongle>('ovms');
  const onCar = useCallback(
    (chosen: ListedVehicle | undefined) => void navigate({ search: { car: chosen?.id }, replace: true }),
    [navigate],
  );
  return (
    <>
      <PageHeader title="Connect a car">
        A dongle in the diagnostic socket reads the car. Datacar's agent, on a small computer nearby, signs
        what it says with a key of its own and sends it here.
      </PageHeader>
      <div className="stack">
        <Card title="Which car, which dongle">
          <div className="stack">
            <CarChooser label="Car" atLeast="owner" value={car} onChange={onCar} />
            <div className="row">
              <Segmented
                label="Dongle"
                value={dongle}
                choices={dongles}
                onChange={(choice) => setDongle(choice)}
              />
            </div>
          </div>
        </Card>
        {car !== undefined && <ConnectSteps key={car} vehicle={car} dongle={dongle} />}
        <p className="soft">
          No dongle? <Link to="/data">Bring a log of your drives</Link> as a CSV file.
        </p>
      </div>
    </>
  );
}

function ConnectSteps({ vehicle, dongle }: { vehicle: string; dongle: Dongle }) {
  const [broker, setBroker] = useState(initialBroker);
  const connection = useCarConnection(vehicle);
  const { keyIndex } = connection;
  const code = useMutation({
    // The key of before the code tells when another one has been made with it.
    mutationFn: () => createEnrolmentCode(client, { vehicle }),
    onMutate: () => ({ keyBefore: keyIndex }),
  });
  const keyBefore = code.context?.keyBefore;
  const isEnrolled =
    code.data !== undefined && keyIndex !== undefined && keyIndex !== null && keyIndex !== keyBefore;
  return (
    <>
      <Card title="The car">
        <ConnectionStatus vehicle={vehicle} connection={connection} />
      </Card>
      <Card title="What to do">
        <div className="stack">
          <BrokerFields dongle={dongle} broker={broker} onChange={setBroker} />
          <Steps>
            <Step title="Make a key for the agent" isDone={isEnrolled}>
              <EnrolmentStep
                code={code}
                isEnrolled={isEnrolled}
                hasKey={keyIndex !== null && keyIndex !== undefined}
              />
            </Step>
            <Step title="Have an MQTT broker">
              <BrokerStep broker={broker} />
            </Step>
            <Step title={dongle === 'other' ? 'Say which topic is which signal' : 'Let the dongle publish'}>
              <DongleStep dongle={dongle} broker={broker} />
            </Step>
            <Step title="Run the agent" isDone={connection.arrived !== null}>
              <CommandBlock title="car.json, beside the folder car" text={agentConfig(dongle, broker)} />
              <CommandBlock
                title="Beside the broker"
                text={'printf %s PASSWORD > broker-password\nnpx datacar-vehicle run --config car.json'}
              />
              <p className="soft">
                It signs a batch a minute, and keeps what it cannot send. The batch shows above as soon as it
                is here.
              </p>
            </Step>
          </Steps>
        </div>
      </Card>
    </>
  );
}
