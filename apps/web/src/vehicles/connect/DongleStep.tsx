// SPDX-License-Identifier: Apache-2.0
import { CommandBlock } from '../../ui/CommandBlock.tsx';
import { Field } from '../../ui/Field.tsx';
import {
  type BrokerSettings,
  brokerCommands,
  type Dongle,
  ovmsCommands,
  ownMapping,
  ownMappingFile,
} from './agentConfig.ts';

export interface BrokerFieldsProps {
  dongle: Dongle;
  broker: BrokerSettings;
  onChange(broker: BrokerSettings): void;
}

const deviceWords: Readonly<Record<Dongle, readonly [label: string, placeholder: string]>> = {
  ovms: ['Vehicle id in OVMS', 'TWIZY'],
  wican: ['Device id of the WiCAN', '9c9e6e3b1a2d'],
  other: ['Device, if the topics name one', ''],
};

/** What stands in the commands below; they change while one types. */
export function BrokerFields({ dongle, broker, onChange }: BrokerFieldsProps) {
  const [deviceLabel, devicePlaceholder] = deviceWords[dongle];
  const text = (label: string, key: keyof BrokerSettings, placeholder: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <input
          id={id}
          className="input"
          aria-describedby={describedBy}
          value={broker[key]}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => onChange({ ...broker, [key]: target.value.replace(/\s/g, '') })}
        />
      )}
    </Field>
  );
  return (
    <div className="grid connect-fields">
      {text('Address of the broker', 'host', '192.168.1.30', 'As the dongle reaches it.')}
      {text('User of the broker', 'user', 'dongle')}
      {text(deviceLabel, 'device', devicePlaceholder, 'Without it, the first one that is heard is taken.')}
    </div>
  );
}

export function BrokerStep({ broker }: { broker: BrokerSettings }) {
  return (
    <>
      <p className="soft">
        Dongle and agent meet at an MQTT broker on a small computer in the car or at home. From the dongle to
        the agent anyone on the broker could put words into the car's mouth, so keep it to yourself. Have one?
        Go on.
      </p>
      <CommandBlock title="A mosquitto on Debian, Ubuntu or Raspberry Pi OS" text={brokerCommands(broker)} />
    </>
  );
}

/** How the dongle is told to publish. */
export function DongleStep({ dongle, broker }: { dongle: Dongle; broker: BrokerSettings }) {
  if (dongle === 'ovms') {
    return (
      <>
        <CommandBlock title="In the shell of the OVMS module (version 3)" text={ovmsCommands(broker)} />
        <p className="soft">
          It publishes each metric under{' '}
          <code>
            ovms/{broker.user}/{broker.device || 'VEHICLE'}/metric/
          </code>
          .
        </p>
      </>
    );
  }
  if (dongle === 'wican') {
    return (
      <ol className="connect-list">
        <li>
          In its web page, under <strong>Settings</strong>: enable MQTT with <code>{broker.host}</code>, the
          user <code>{broker.user}</code> and its password. Set the protocol to <strong>AutoPID</strong>.
        </li>
        <li>
          Under <strong>Automate</strong>: choose your vehicle model, and send to an MQTT topic that begins
          with <code>wican/{broker.device || 'DEVICE'}/</code>.
        </li>
        <li>
          Switch on <strong>Add age/stale metadata</strong>, so that the agent knows how old a repeated value
          is.
        </li>
      </ol>
    );
  }
  return (
    <>
      <p className="soft">
        A mapping says which topic is which signal. Payloads are bare values or JSON; units are converted. All
        that it can say: <code>docs/reference/mappings.md</code>.
      </p>
      <CommandBlock title={`${ownMappingFile}, beside the folder car`} text={ownMapping} />
    </>
  );
}
