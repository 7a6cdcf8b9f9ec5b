// SPDX-License-Identifier: Apache-2.0
import { batteryCurrent } from './batteryCurrent.ts';
import type { CarModel } from './CarModel.ts';
import { chooseSpeed } from './chooseSpeed.ts';
import { createRandom, type Random } from './createRandom.ts';
import { nextSegment, pointAlong } from './Segment.ts';
import type { SimulatedCar } from './SimulatedCar.ts';
import { climatePower, stepTemperatures } from './stepClimate.ts';
import { terrainHeight } from './terrain.ts';
import { airDensity, GRAVITY, resistances } from './tractionForce.ts';

const SECONDS = 1;
const SECONDS_PER_HOUR = 3_600;
/** Below this state of charge a car that has parked charges. */
const CHARGE_BELOW = 0.3;
/** Slower than this the motor cannot brake, m/s. */
const REGENERATION_SPEED_MIN = 1.5;
/** Above this state of charge a charging point gives less and less. */
const TAPER_ABOVE = 0.8;
/** A car closer to a stop than this, in metres and m/s, is there. */
const AT_STOP_M = 2;
const AT_STOP_SPEED = 2;

/**
 * The car one second later. Driving is the longitudinal model: traction = inertia + drag + rolling resistance + grade
 * (Guzzella and Sciarretta, Vehicle Propulsion Systems, 3rd edition, section 2.1), with the forces taken at the mean
 * speed of the second, so that m a v is exactly the change of kinetic energy.
 */
export function stepCar(model: CarModel, before: SimulatedCar): SimulatedCar {
  const car: SimulatedCar = {
    ...before,
    energy: { ...before.energy },
    timeMs: before.timeMs + SECONDS * 1_000,
  };
  const random = createRandom(before.randomState);
  switch (car.phase) {
    case 'driving':
      drive(model, car);
      arrive(car, random);
      break;
    case 'charging':
      charge(model, car);
      break;
    case 'waiting':
    case 'parked':
      stand(model, car);
      if (car.timeMs >= car.phaseEndsMs) setOut(car, random);
      break;
  }
  car.randomState = random.state();
  return car;
}

function drive(model: CarModel, car: SimulatedCar): void {
  const density = airDensity({ celsius: car.outsideCelsius, altitudeM: car.altitudeM });
  const speedBefore = car.speedMetersPerSecond;
  const expected = resistances(model, {
    speedMetersPerSecond: speedBefore,
    grade: car.grade,
    airDensityKgPerM3: density,
  });
  const remainingM = car.segment.lengthM - car.alongM;
  let speed = chooseSpeed(model, car, expected);
  if (car.segment.endSpeedKmh === 0 && remainingM < AT_STOP_M && speed < AT_STOP_SPEED) speed = 0;
  const meanSpeed = (speedBefore + speed) / 2;
  const meters = meanSpeed * SECONDS;

  car.alongM += meters;
  car.odometerM += meters;
  const altitudeM = terrainHeight(pointAlong(car.segment, car.alongM));
  const riseM = altitudeM - car.altitudeM;
  if (meters > 0) car.grade = riseM / meters;
  const { dragN, rollingN } = resistances(model, {
    speedMetersPerSecond: meanSpeed,
    grade: car.grade,
    airDensityKgPerM3: density,
  });
  const inertiaKg = model.massKg * model.rotationalMassFactor;
  const kineticJ = 0.5 * inertiaKg * (speed ** 2 - speedBefore ** 2);
  const potentialJ = model.massKg * GRAVITY * riseM;
  const wheelJ = kineticJ + potentialJ + (dragN + rollingN) * meters;

  car.altitudeM = altitudeM;
  car.speedMetersPerSecond = speed;
  car.accelerationMetersPerSecond2 = (speed - speedBefore) / SECONDS;
  car.energy.kineticJ += kineticJ;
  car.energy.potentialJ += potentialJ;
  car.energy.dragJ += dragN * meters;
  car.energy.rollingJ += rollingN * meters;
  useEnergy(model, car, { wheelJ, meters, meanSpeed });
}

interface WheelEnergy {
  /** What the wheels take from the drivetrain; negative when braking. */
  wheelJ: number;
  meters: number;
  meanSpeed: number;
}

function useEnergy(model: CarModel, car: SimulatedCar, { wheelJ, meters, meanSpeed }: WheelEnergy): void {
  const { energy } = car;
  const canRegenerate = meanSpeed >= REGENERATION_SPEED_MIN && car.stateOfCharge < 0.98;
  const motorJ = wheelJ >= 0 ? wheelJ : canRegenerate ? Math.max(wheelJ, -model.regenerationPowerWMax) : 0;
  const frictionJ = motorJ - wheelJ;
  const electricJ = motorJ >= 0 ? motorJ / model.drivetrainEfficiency : motorJ * model.drivetrainEfficiency;
  car.tractionN = meters > 0 ? motorJ / meters : 0;
  car.frictionBrakeN = meters > 0 ? frictionJ / meters : 0;
  energy.frictionBrakeJ += frictionJ;
  energy.drivetrainLossJ += electricJ - motorJ;
  if (electricJ < 0) energy.regeneratedJ -= electricJ;
  drain(model, car, { tractionW: electricJ / SECONDS, motorLossW: (electricJ - motorJ) / SECONDS });
}

function stand(model: CarModel, car: SimulatedCar): void {
  car.speedMetersPerSecond = 0;
  car.accelerationMetersPerSecond2 = 0;
  car.tractionN = 0;
  car.frictionBrakeN = 0;
  drain(model, car, { tractionW: 0, motorLossW: 0 });
}

/** Takes the power of a second from the battery. */
function drain(
  model: CarModel,
  car: SimulatedCar,
  { tractionW, motorLossW }: { tractionW: number; motorLossW: number },
): void {
  const climateW = climatePower(model, car);
  const isAwake = car.phase === 'driving' || car.phase === 'waiting';
  const auxiliaryW = climateW + (isAwake ? model.auxiliaryPowerW : 0);
  car.energy.auxiliaryJ += auxiliaryW * SECONDS;
  moveCharge(model, car, tractionW + auxiliaryW);
  const batteryLossW = model.batteryResistanceOhm * car.currentA ** 2;
  stepTemperatures(model, car, { climateW, batteryLossW, motorLossW });
}

function moveCharge(model: CarModel, car: SimulatedCar, powerW: number): void {
  const flow = batteryCurrent(model, { powerW, stateOfCharge: car.stateOfCharge });
  car.currentA = flow.currentA;
  car.voltageV = flow.voltageV;
  car.stateOfCharge -= (flow.currentA * SECONDS) / (model.batteryCapacityAh * SECONDS_PER_HOUR);
  car.energy.chemicalJ += flow.openCircuitVoltageV * flow.currentA * SECONDS;
  car.energy.batteryLossJ += model.batteryResistanceOhm * flow.currentA ** 2 * SECONDS;
}

function charge(model: CarModel, car: SimulatedCar): void {
  const taper = Math.min(1, Math.max(0.05, (1 - car.stateOfCharge) / (1 - TAPER_ABOVE)));
  const powerW = model.chargePowerW * taper;
  moveCharge(model, car, -powerW);
  const batteryLossW = model.batteryResistanceOhm * car.currentA ** 2;
  stepTemperatures(model, car, { climateW: 0, batteryLossW, motorLossW: 0 });
  car.energy.chargedJ += powerW * SECONDS;
  car.sessionJ += powerW * SECONDS;
  if (car.stateOfCharge < car.chargeUntil) return;
  car.phase = 'parked';
  car.phaseEndsMs = car.timeMs + 60_000;
}

/** What happens at the end of a segment: nothing yet, on into the next one, a wait, or the end of the trip. */
function arrive(car: SimulatedCar, random: Random): void {
  const { segment } = car;
  const isStop = segment.endSpeedKmh === 0;
  const hasStopped =
    isStop && car.speedMetersPerSecond === 0 && car.alongM >= segment.lengthM - 2 * AT_STOP_M;
  if (!hasStopped && car.alongM < segment.lengthM) return;
  if (!hasStopped) {
    enterNextSegment(car, random);
  } else if (car.odometerM < car.tripEndM) {
    car.phase = 'waiting';
    car.phaseEndsMs = car.timeMs + segment.waitS * 1_000;
  } else if (car.stateOfCharge < CHARGE_BELOW) {
    car.phase = 'charging';
    car.chargeUntil = random.between(0.75, 0.92);
    car.sessionJ = 0;
  } else {
    car.phase = 'parked';
    car.phaseEndsMs = car.timeMs + Math.round(random.between(7, 25)) * 60_000;
  }
}

function setOut(car: SimulatedCar, random: Random): void {
  if (car.phase === 'parked') car.tripEndM = car.odometerM + random.between(6_000, 20_000);
  car.phase = 'driving';
  enterNextSegment(car, random);
}

function enterNextSegment(car: SimulatedCar, random: Random): void {
  const { segment, alongM } = car;
  const here = pointAlong(segment, alongM);
  car.segment = nextSegment(here, segment.headingRad + segment.turnRad, random);
  car.alongM = 0;
}
