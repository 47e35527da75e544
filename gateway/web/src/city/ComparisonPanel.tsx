import { Badge, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { LazyChart } from '../components/LazyChart';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { download, toCsv } from '../format/csv';
import { BLOCKS, blockName } from '../format/labels';
import { formatMeasure } from '../format/numbers';
import { IndicatorSelect } from '../indicators/IndicatorSelect';
import { compareQuery, indicatorsQuery } from '../indicators/queries';
import { comparisonCsv, comparisonOption, measuredRows } from './comparison';
import { ComparisonTable } from './ComparisonTable';

const FIRST_INDICATOR = 'HS-DUNGHAN';

/** All units on one indicator, ranked within their block. */
export function ComparisonPanel({ period }: { period: string }) {
  const navigate = useNavigate();
  const indicators = useQuery(indicatorsQuery);
  const [chosen, setChosen] = useState('');
  const [block, setBlock] = useState('');
  const indicator = chosen || (indicators.data?.find((i) => i.code === FIRST_INDICATOR) ?? indicators.data?.[0])?.code || '';
  const compare = useQuery(compareQuery(period, indicator, block));
  const answer = compare.data;
  const measured = answer ? measuredRows(answer) : [];

  return (
    <Panel
      title="So sánh theo chỉ số"
      aside={
        <Group gap="xs" className="no-print">
          <Button
            size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} disabled={!answer}
            onClick={() => answer && download(`so-sanh-${answer.indicator.code}-${period}.csv`, toCsv(comparisonCsv(answer)))}
          >
            Xuất CSV
          </Button>
          <Button size="xs" variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>In</Button>
        </Group>
      }
    >
      <Group gap="xs" className="no-print">
        <IndicatorSelect indicators={indicators.data ?? []} value={indicator} onChange={setChosen} />
        <SegmentedControl
          aria-label="Khối so sánh" value={block} onChange={setBlock}
          data={[{ value: '', label: 'Tất cả' }, ...Object.entries(BLOCKS).map(([value, label]) => ({ value, label }))]}
        />
      </Group>
      {(indicators.error ?? compare.error) && !answer && (
        <Failed error={indicators.error ?? compare.error} onRetry={() => void (indicators.isError ? indicators.refetch() : compare.refetch())} />
      )}
      {!answer && !compare.isError && !indicators.isError && <Waiting lines={8} />}
      {answer && (
        <>
          <Group gap="xs" my={8}>
            <Text size="sm">
              {answer.block ? `Khối ${blockName(answer.block).toLowerCase()}` : 'Toàn thành phố'}: <b>{formatMeasure(answer.value, answer.indicator.unit)}</b>
              {answer.indicator.target !== null && <> · mục tiêu {formatMeasure(answer.indicator.target, answer.indicator.unit)}</>}
            </Text>
            <Badge color="gray">{answer.measured} đơn vị có số liệu</Badge>
            {answer.provisional > 0 && <Badge color="yellow">{answer.provisional} tạm tính</Badge>}
          </Group>
          {measured.length === 0
            ? <Empty title="Chưa có số liệu trong kỳ này">Số liệu hiện ngay khi đơn vị gửi báo cáo.</Empty>
            : (
              <div className="no-print">
                <LazyChart
                  option={comparisonOption(answer, measured)} height={190}
                  label={`Biểu đồ cột ${answer.indicator.name}, ${measured.length} đơn vị, giảm dần`}
                  onPick={(index) => measured[index] && void navigate(`/don-vi/${measured[index].orgUnit}?ky=${period}`)}
                />
              </div>
            )}
          <ComparisonTable answer={answer} />
        </>
      )}
    </Panel>
  );
}
