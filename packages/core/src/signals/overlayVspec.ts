// SPDX-License-Identifier: Apache-2.0
import type { SignalDefinition } from './Signal.ts';

const branchDescriptions: Readonly<Record<string, string>> = {
  'Vehicle.Datacar': 'What Datacar carries and VSS 6.0 has no leaf for',
  'Vehicle.Datacar.Weather': 'Weather at the place of the car',
  'Vehicle.Datacar.Traffic': 'Traffic around the car',
  'Vehicle.Datacar.Road': 'The road under the car',
  'Vehicle.Datacar.GNSS': 'Satellite receiver',
  'Vehicle.Datacar.TractionBattery': 'Traction battery',
  'Vehicle.Datacar.Charging': 'Charging',
};

/** Writes an overlay in the vspec form (YAML) of the VSS tools, branches before their leaves. */
export function overlayVspec(signals: readonly SignalDefinition[]): string {
  const lines = ['# SPDX-License-Identifier: Apache-2.0', '# Overlay of COVESA VSS 6.0, used by Datacar.'];
  const written = new Set(['Vehicle']);
  for (const signal of signals) {
    const names = signal.path.split('.');
    for (let depth = 2; depth < names.length; depth += 1) {
      const branch = names.slice(0, depth).join('.');
      if (written.has(branch)) continue;
      written.add(branch);
      lines.push(
        '',
        `${branch}:`,
        '  type: branch',
        `  description: ${quote(branchDescriptions[branch] ?? branch)}`,
      );
    }
    lines.push('', `${signal.path}:`, `  type: ${signal.kind}`, `  datatype: ${signal.type}`);
    if (signal.unit !== undefined) lines.push(`  unit: ${signal.unit}`);
    if (signal.min !== undefined) lines.push(`  min: ${signal.min}`);
    if (signal.max !== undefined) lines.push(`  max: ${signal.max}`);
    if (signal.allowed !== undefined) lines.push(`  allowed: [${signal.allowed.map(quote).join(', ')}]`);
    lines.push(`  description: ${quote(signal.description)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** JSON strings are YAML double-quoted scalars (YAML 1.2, section 7.3.1). */
function quote(text: string): string {
  return JSON.stringify(text);
}
