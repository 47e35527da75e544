import Big from 'big.js';

/**
 * Figures counted as the services count them: in .NET's decimal, which holds a whole number below 2^96 with up to 28 decimal places. What does not
 * fit is rounded half to even to as many places as do; what is too large even without any is an overflow. Binary floats would make
 * 1234.1 + 2345.2 differ from 3579.3.
 */
export type Decimal = Big;

export class OverflowError extends Error {}

const LARGEST = new Big('79228162514264337593543950335');
const MOST_PLACES = 28;

const Quotient = Big();
Quotient.RM = Big.roundHalfEven;

/** A number from JSON stands for the decimal that it is written as, not for the binary fraction that the browser makes of it. */
export const decimal = (value: number | string): Decimal => fit((places) => new Big(value).round(places, Big.roundHalfEven));

export const add = (left: Decimal, right: Decimal) => exactly(left.plus(right));
export const subtract = (left: Decimal, right: Decimal) => exactly(left.minus(right));
export const multiply = (left: Decimal, right: Decimal) => exactly(left.times(right));

/** The divisor is not zero. */
export const divide = (left: Decimal, right: Decimal) =>
  fit((places) => {
    Quotient.DP = places;
    return new Quotient(left).div(right);
  });

/** Half away from zero. */
export const roundTo = (value: Decimal, places: number): Decimal => value.round(places, Big.roundHalfUp);

const exactly = (value: Decimal) => fit((places) => value.round(places, Big.roundHalfEven));

/** @param at The exact result rounded to so many places. */
function fit(at: (places: number) => Decimal): Decimal {
  const finest = at(MOST_PLACES);
  if (mantissa(finest).lte(LARGEST)) return new Big(finest);
  for (let places = MOST_PLACES - finest.e; places >= 0; places--) {
    const rounded = at(places);
    if (mantissa(rounded).lte(LARGEST)) return new Big(rounded);
  }
  throw new OverflowError();
}

function mantissa(value: Decimal): Decimal {
  const whole = new Big(value).abs();
  whole.e = whole.c.length - 1 + Math.max(0, whole.e - whole.c.length + 1);
  return whole;
}
