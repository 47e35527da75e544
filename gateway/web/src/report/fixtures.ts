import type { Template } from '../api/types';

/** A small template with the shapes that occur: required and free items, a check, sections in and after the areas. */
export const template: Template = {
  code: 'T', version: 1, title: 'Báo cáo', periodKinds: ['quarter'],
  areas: [{ number: 1, title: 'Chỉ đạo' }, { number: 6, title: 'Tài chính' }],
  sections: [
    { code: 'S1', area: 1, title: 'Chỉ đạo', required: true, guidance: '' },
    { code: 'S8', area: 0, title: 'Hạn chế', required: false, guidance: '' },
  ],
  items: [
    { code: 'GIAO', area: 1, name: 'Số giao', unit: 'nhiệm vụ', type: 'count', required: true, prefill: null, carryOver: false },
    { code: 'XONG', area: 1, name: 'Số xong', unit: 'nhiệm vụ', type: 'count', required: true, prefill: 'tasks.done', carryOver: false },
    { code: 'TIN', area: 1, name: 'Số tin', unit: 'tin', type: 'count', required: false, prefill: null, carryOver: false },
    { code: 'VON', area: 6, name: 'Vốn', unit: 'triệu đồng', type: 'money', required: true, prefill: null, carryOver: false },
  ],
  checks: [{ left: 'XONG', op: 'atMost', right: 'GIAO' }],
  measures: [],
};
