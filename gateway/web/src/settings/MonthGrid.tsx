import classes from './Calendar.module.css';
import { type Days, isWeekend, monthCells } from './calendarDays';

const WEEKDAYS = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'];

/** One month by weeks; every day is a button that says what kind of day it is. */
export function MonthGrid({ year, month, days, onPick }: { year: number; month: number; days: Days; onPick: (day: string) => void }) {
  return (
    <section className={classes.month} aria-label={`Tháng ${month}`}>
      <h3 className={classes.title}>Tháng {month}</h3>
      <div className={classes.grid}>
        {WEEKDAYS.map((name) => <span key={name} className={classes.weekday} aria-hidden>{name}</span>)}
        {monthCells(year, month).map((day, index) => {
          if (!day) return <span key={`none-${index}`} />;
          const known = days[day];
          const kind = known ? (known.working ? 'worked' : 'off') : isWeekend(day) ? 'weekend' : 'plain';
          const words = { worked: `làm bù: ${known?.name}`, off: `nghỉ: ${known?.name}`, weekend: 'cuối tuần', plain: 'ngày làm việc' }[kind];
          return (
            <button key={day} type="button" className={classes.day} data-kind={kind} title={known?.name} aria-label={`${Number(day.slice(8))}/${month}, ${words}`} onClick={() => onPick(day)}>
              {Number(day.slice(8))}
            </button>
          );
        })}
      </div>
    </section>
  );
}
