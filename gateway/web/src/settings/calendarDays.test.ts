import { describe, expect, it } from 'vitest';
import { isWeekend, monthCells, readPasted, toDays, toList } from './calendarDays';

describe('calendar of a year', () => {
  it('lays months out by weeks from Monday', () => {
    const september = monthCells(2025, 9);
    expect(september.slice(0, 2)).toEqual(['2025-09-01', '2025-09-02']);
    expect(monthCells(2025, 6).slice(0, 7)).toEqual([null, null, null, null, null, null, '2025-06-01']);
    expect(monthCells(2024, 2).filter(Boolean)).toHaveLength(29);
    expect([isWeekend('2025-09-06'), isWeekend('2025-09-08')]).toEqual([true, false]);
  });

  it('reads a pasted list and tells what it could not read', () => {
    const pasted = readPasted('30/04/2025 Ngày Chiến thắng\n1/5; Quốc tế lao động\n26/04/2025\tLàm bù cho 02/5\n31/02/2025 không có\n02/01/2024 năm khác\n28/04 làm bù ngày thường\nchữ', 2025);
    expect(toList(pasted.days)).toEqual([
      { day: '2025-04-26', working: true, name: 'Làm bù cho 02/5' },
      { day: '2025-04-30', working: false, name: 'Ngày Chiến thắng' },
      { day: '2025-05-01', working: false, name: 'Quốc tế lao động' },
    ]);
    expect(pasted.wrong).toEqual(['31/02/2025 không có', '02/01/2024 năm khác', '28/04 làm bù ngày thường', 'chữ']);
  });

  it('goes from list to days and back', () => {
    const list = [{ day: '2025-01-01', working: false, name: 'Tết' }];
    expect(toList(toDays(list))).toEqual(list);
  });
});
