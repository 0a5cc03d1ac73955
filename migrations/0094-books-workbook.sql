-- The whole of a year's books as a workbook: under which number a voucher stood in the sheet 凭证 it came from, so that it
-- leaves under the same number again and what depends on it (entries, depreciation, disposals) finds it.
create table books.voucher_refs (
  voucher_id bigint primary key references accounts.vouchers,
  year       int not null,
  ref        text not null,
  constraint voucher_ref_is_used_once unique (year, ref)
);

-- Every voucher with the number it has in workbooks. `generated`: made by the import from an entry of the sheet 收支, which
-- makes it again. A voucher posted by hand in an imported year has a number of its own.
create view books.vouchers_named as
select v.id, v.year, v.voucher_no, r.ref is null and m.import_key is not null as generated,
  coalesce(r.ref, substring(m.import_key from '^\d+\|entries\|(.*)$'),
    case when y.origin = 'imported' and not v.imported then 'b' else 'v' end || v.voucher_no) ref
from accounts.vouchers v
left join books.voucher_refs r on r.voucher_id = v.id
left join budget.movements m on m.voucher_id = v.id and m.import_key is not null
left join budget.years y on y.year = v.year;
