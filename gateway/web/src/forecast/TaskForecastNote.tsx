import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatShare } from '../format/numbers';
import { taskForecastQuery } from './queries';

/** One task's risk of being late, when there is one; nothing else, and nothing when it cannot be told. */
export function TaskForecastNote({ id }: { id: string }) {
  const forecast = useQuery(taskForecastQuery(id));
  const item = forecast.data?.items[0];
  if (!item || item.level === 'low') return null;
  return (
    <Alert color={item.level === 'high' ? 'red' : 'orange'} title={`Nguy cơ trễ hạn ${item.level === 'high' ? 'cao' : 'vừa'} (khoảng ${formatShare(item.likelihood, 0)})`}>
      {item.reasons.join('; ')}.
    </Alert>
  );
}
