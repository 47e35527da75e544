import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatDay } from '../format/dates';
import { formatShare } from '../format/numbers';
import classes from './Forecast.module.css';
import { forecastQuery } from './queries';

const LEVELS: Record<string, { label: string; color: string }> = {
  high: { label: 'Cao', color: 'red' },
  medium: { label: 'Vừa', color: 'orange' },
  low: { label: 'Thấp', color: 'gray' },
};

/** Open tasks that are likely to be late, with the reasons. */
export function ForecastPanel({ unit, whole = false }: { unit: string; whole?: boolean }) {
  const forecast = useQuery(forecastQuery(unit));
  const view = forecast.data;
  const shown = view?.items.filter((item) => item.level !== 'low') ?? [];
  return (
    <Panel
      title="Nguy cơ trễ hạn"
      aside={view?.available && <Text size="sm" c="dimmed">{view.open} nhiệm vụ đến hạn trong 60 ngày: {view.high} nguy cơ cao, {view.medium} vừa</Text>}
    >
      {forecast.isPending && <Waiting lines={3} />}
      {forecast.isError && <Failed error={forecast.error} onRetry={() => void forecast.refetch()} />}
      {view && !view.available && (
        <Empty title="Chưa đủ dữ liệu để dự báo">Cần ít nhất 200 nhiệm vụ đã qua hạn, mới có {view.outcomes}.</Empty>
      )}
      {view?.available && shown.length === 0 && <Empty title="Không có nhiệm vụ nào có nguy cơ trễ hạn đáng kể" />}
      {shown.length > 0 && (
        <>
          <ul className={classes.list}>
            {shown.slice(0, 10).map((item) => (
              <li key={item.taskId} className={classes.item}>
                <Badge color={LEVELS[item.level]?.color} className={classes.level}>{LEVELS[item.level]?.label} · {formatShare(item.likelihood, 0)}</Badge>
                <Stack gap={2} className={classes.text}>
                  <Anchor component={Link} to={`/nhiem-vu/${item.taskId}`} fw={600} size="sm">{item.content}</Anchor>
                  <Group gap="xs">
                    {whole && <Anchor component={Link} to={`/don-vi/${item.orgUnit}`} size="sm">{item.unitName}</Anchor>}
                    <Text size="sm" c="dimmed">hạn {formatDay(item.dueOn)}, còn {item.workingDaysLeft} ngày làm việc, tiến độ {item.percent}%</Text>
                  </Group>
                  <Text size="sm">Vì sao: {item.reasons.join('; ')}.</Text>
                </Stack>
              </li>
            ))}
          </ul>
          <Text size="xs" c="dimmed" mt="xs">Ước lượng từ {view!.outcomes} nhiệm vụ đã qua hạn, để chủ động đôn đốc; không phải đánh giá.</Text>
        </>
      )}
    </Panel>
  );
}
