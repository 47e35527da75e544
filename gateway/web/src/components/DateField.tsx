import { DatePickerInput, DatesProvider } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';

const SETTINGS = { locale: 'vi', firstDayOfWeek: 1 } as const;

/** A day, or several, picked from a Vietnamese calendar. The calendar comes with the forms that ask for days, not with the start page. */
export const DateField = ((props: object) => (
  <DatesProvider settings={SETTINGS}>
    <DatePickerInput {...props} />
  </DatesProvider>
)) as typeof DatePickerInput;
