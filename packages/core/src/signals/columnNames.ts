// SPDX-License-Identifier: Apache-2.0

/** What a column of such a name holds, and in which unit when its name does not say. */
export interface ColumnName {
  /** Matches a whole name in lower case, words with single spaces between them, units taken off. */
  readonly pattern: RegExp;
  readonly signal: string;
  readonly unit?: string;
}

const battery = 'Vehicle.Powertrain.TractionBattery';

/** Names that loggers and dongles give to columns, the more special ones first. */
export const columnNames: readonly ColumnName[] = [
  { pattern: /^(gps|gnss) ?speed$/, signal: 'Vehicle.Datacar.GNSS.Speed', unit: 'km/h' },
  { pattern: /^(speed|maximum) ?limit$|^limit$/, signal: 'Vehicle.Datacar.Road.SpeedLimit', unit: 'km/h' },
  { pattern: /^wind( ?speed)?( ?av(g|erage)?)?$/, signal: 'Vehicle.Datacar.Weather.WindSpeed', unit: 'm/s' },
  { pattern: /^weather( condition)?$/, signal: 'Vehicle.Datacar.Weather.Condition' },
  { pattern: /^traffic( level)?$/, signal: 'Vehicle.Datacar.Traffic.Level' },
  {
    pattern: /^(vehicle |car )?(speed|velocity|tempo|geschwindigkeit|vitesse|velocidad)$/,
    signal: 'Vehicle.Speed',
    unit: 'km/h',
  },
  {
    pattern: /^(displayed|display) (soc|state of charge)$|^soc (d|display(ed)?)$/,
    signal: `${battery}.StateOfCharge.Displayed`,
    unit: 'percent',
  },
  {
    pattern: /^(battery |hv |ev )?(soc|state of charge|battery level|charge level)( bms)?$/,
    signal: `${battery}.StateOfCharge.Current`,
    unit: 'percent',
  },
  { pattern: /^(battery )?(soh|state of health)$/, signal: `${battery}.StateOfHealth`, unit: 'percent' },
  {
    pattern: /^(12 ?v|aux(iliary)?|lv)( battery)?( voltage)?$/,
    signal: 'Vehicle.LowVoltageBattery.CurrentVoltage',
    unit: 'V',
  },
  { pattern: /^(battery |hv |pack )?voltage$/, signal: `${battery}.CurrentVoltage`, unit: 'V' },
  {
    pattern: /^(battery|pack|hv)( average)? temp(erature)?$/,
    signal: `${battery}.Temperature.Average`,
    unit: 'Celsius',
  },
  {
    pattern: /^motor temp(erature)?$/,
    signal: 'Vehicle.Powertrain.ElectricMotor.Temperature',
    unit: 'Celsius',
  },
  { pattern: /^(motor )?rpm$|^motor speed$/, signal: 'Vehicle.Powertrain.ElectricMotor.Speed', unit: 'rpm' },
  {
    pattern: /^(cabin|inside|interior|indoor) temp(erature)?$/,
    signal: 'Vehicle.Cabin.HVAC.AmbientAirTemperature',
    unit: 'Celsius',
  },
  {
    pattern: /^((outside|ambient|exterior|outdoor|air)( air)? )?temp(erature)?$/,
    signal: 'Vehicle.Exterior.AirTemperature',
    unit: 'Celsius',
  },
  {
    pattern: /^((outside|ambient|relative) )?humidity$/,
    signal: 'Vehicle.Exterior.Humidity',
    unit: 'percent',
  },
  { pattern: /^(gps |gnss )?lat(itude)?$/, signal: 'Vehicle.CurrentLocation.Latitude', unit: 'degrees' },
  {
    pattern: /^(gps |gnss )?(lon|lng|long|longitude)$/,
    signal: 'Vehicle.CurrentLocation.Longitude',
    unit: 'degrees',
  },
  {
    pattern: /^(gps |gnss )?(alt(itude)?|elevation)$/,
    signal: 'Vehicle.CurrentLocation.Altitude',
    unit: 'm',
  },
  {
    pattern: /^(heading|bearing|course|direction)$/,
    signal: 'Vehicle.CurrentLocation.Heading',
    unit: 'degrees',
  },
  { pattern: /^(odo(meter)?|mileage|total distance)$/, signal: 'Vehicle.TraveledDistance', unit: 'km' },
  { pattern: /^(remaining |estimated )?range$/, signal: `${battery}.Range`, unit: 'km' },
  { pattern: /^(is )?charging$/, signal: `${battery}.Charging.IsCharging` },
  { pattern: /^(mode|gear|prnd|shift)$/, signal: 'Vehicle.Powertrain.Transmission.CurrentGear' },
  {
    pattern: /^(accelerator|throttle)( pedal)?( position)?$/,
    signal: 'Vehicle.Chassis.Accelerator.PedalPosition',
    unit: 'percent',
  },
];

/** How units are written at the end of a column's name, as the whole rest of it. */
export const unitWords: ReadonlyMap<string, string> = new Map([
  ['km h', 'km/h'],
  ['kmh', 'km/h'],
  ['kph', 'km/h'],
  ['mph', 'mph'],
  ['m s', 'm/s'],
  ['ms', 'm/s'],
  ['knots', 'knot'],
  ['kt', 'knot'],
  ['km', 'km'],
  ['mi', 'mi'],
  ['miles', 'mi'],
  ['m', 'm'],
  ['ft', 'ft'],
  ['c', 'Celsius'],
  ['celsius', 'Celsius'],
  ['f', 'Fahrenheit'],
  ['fahrenheit', 'Fahrenheit'],
  ['k', 'Kelvin'],
  ['v', 'V'],
  ['mv', 'mV'],
  ['kw', 'kW'],
  ['w', 'W'],
  ['kwh', 'kWh'],
  ['wh', 'Wh'],
  ['pct', 'percent'],
  ['percent', 'percent'],
  ['deg', 'degrees'],
  ['degrees', 'degrees'],
  ['rpm', 'rpm'],
]);
