import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { QueueLine } from '../api/types';
import { show } from '../testing';
import { QueueFlags } from './QueueFlags';

const line = (flags: QueueLine['flags'], part: Partial<QueueLine> = {}): QueueLine => ({
  orgUnit: '11593', orgUnitName: 'Phường An Phong', block: 'phuong', state: 'submitted', waiting: true, submission: 1, resubmission: false, submittedAt: null, onTime: true,
  reviewer: null, notes: 0, flags, ...part,
});

const flag = { indicator: 'HS-DUNGHAN', name: 'Tỷ lệ hồ sơ đúng hạn', isRatio: true, value: 0.562, before: 0.938, similar: null };

describe('QueueFlags', () => {
  it('names the indicator, why it stands out and the period before', () => {
    show(<QueueFlags line={line([{ ...flag, reasons: ['Thấp khác thường so với 26 đơn vị cùng khối: 56,2%, trung vị 97,8%.'] }])} />);
    expect(screen.getByText(/Thấp khác thường/)).toHaveTextContent('Tỷ lệ hồ sơ đúng hạn: Thấp khác thường so với 26 đơn vị cùng khối: 56,2%, trung vị 97,8%. Kỳ trước 93,8%.');
  });

  it('does not say the period before twice', () => {
    show(<QueueFlags line={line([{ ...flag, reasons: ['Giảm mạnh so với kỳ trước: 93,8% → 56,2%.'] }])} />);
    expect(screen.getByText(/Giảm mạnh/)).not.toHaveTextContent('Kỳ trước 93,8%');
  });

  it('says when nothing stands out', () => {
    show(<QueueFlags line={line([])} />);
    expect(screen.getByText('Không có gì bất thường')).toBeVisible();
  });
});
