// SPDX-License-Identifier: Apache-2.0
import { Card } from '../ui/Card.tsx';
import { Field } from '../ui/Field.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { MapSettings } from './MapSettings.tsx';
import { type Preferences, setPreferences, usePreferences } from './preferences.ts';
import { SettingRow } from './SettingRow.tsx';
import { useFormat } from './useFormat.ts';

const themes = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;
const distances = [
  ['km', 'Kilometers'],
  ['mi', 'Miles'],
] as const;
const temperatures = [
  ['celsius', '°C'],
  ['fahrenheit', '°F'],
] as const;

export function SettingsPage() {
  const preferences = usePreferences();
  const choose =
    <Name extends keyof Preferences>(name: Name) =>
    (value: Preferences[Name]): void =>
      setPreferences({ [name]: value });
  return (
    <>
      <PageHeader title="Settings">They hold in this browser only, and for whoever uses it.</PageHeader>
      <div className="stack">
        <Card title="Look and units">
          <SettingRow title="Look">
            <Segmented label="Look" value={preferences.theme} choices={themes} onChange={choose('theme')} />
          </SettingRow>
          <SettingRow title="Distance and speed">
            <Segmented
              label="Distance and speed"
              value={preferences.distance}
              choices={distances}
              onChange={choose('distance')}
            />
          </SettingRow>
          <SettingRow title="Temperature">
            <Segmented
              label="Temperature"
              value={preferences.temperature}
              choices={temperatures}
              onChange={choose('temperature')}
            />
          </SettingRow>
          <Example />
        </Card>
        <Card title="Time">
          <TimeZoneField />
        </Card>
        <MapSettings />
      </div>
    </>
  );
}

function TimeZoneField() {
  const { timeZone } = usePreferences();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <Field
      label="Time zone"
      hint="Every time on these pages is shown in it. Point at a time to see it in UTC, as it was signed."
    >
      {({ id, describedBy }) => (
        <select
          id={id}
          aria-describedby={describedBy}
          className="input"
          value={timeZone}
          onChange={({ target }) => setPreferences({ timeZone: target.value })}
        >
          <option value="local">This device’s: {own}</option>
          <option value="UTC">UTC</option>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Example() {
  const format = useFormat();
  return (
    <p className="faint small">
      For example {format.distance(42_300)}, {format.speed(50)}, {format.temperature(21.5)},{' '}
      {format.consumption(156)}.
    </p>
  );
}
