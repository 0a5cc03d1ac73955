// The columns of the list of contracts that come in again.
export const CONTRACT_COLUMNS = {
  contract_no: '合同号',
  title: '名称',
  line_no: '指标',
  supplier: '供应商',
  method: '采购方式',
  signed_on: '签订日期',
  amount_fen: '金额',
  supplements_no: '原合同号',
  published_on: '公告日期',
  published_url: '公告网址',
  filed_on: '备案日期',
  filed_no: '备案号',
} as const
