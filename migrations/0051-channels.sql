-- The register of channel accounts, ours and those we look after, and what each kind of channel can do, by period.
create schema channels;

create table channels.accounts (
  id             bigint generated always as identity primary key,
  kind           text not null,            -- whose rendition it takes: site, wechat, weibo …
  adapter        text not null,            -- how it is sent to: site, wechat, aliyun-sms, manual …
  platform       text not null,            -- as people call it: 微信公众号, 今日头条
  name           text not null,
  handle         text not null default '', -- its id on the platform
  owner_kind     text not null check (owner_kind in ('own', 'township', 'department')),
  owner_unit     text not null,
  licence        text not null default '', -- filing or licence number
  address        text not null default '', -- where people find it
  follower_count bigint check (follower_count >= 0),
  followers_on   date,
  state          text not null default 'active' check (state in ('active', 'paused', 'closed')),
  base_url       text,                     -- instead of the platform's own address: a test service or an emulator
  settings       jsonb not null default '{}',
  secret         bytea,                    -- sealed; the names of its fields stay readable
  secret_fields  text[] not null default '{}',
  secret_alg     text,
  secret_set_at  timestamptz,
  secret_set_by  text,
  token          bytea,                    -- what the platform lent us, sealed too
  token_alg      text,
  token_expires_at timestamptz,
  health         text not null default 'unknown' check (health in ('unknown', 'good', 'failing', 'reconnect')),
  health_note    text not null default '',
  health_at      timestamptz,
  is_example     boolean not null default false,
  added_at       timestamptz not null,
  added_by       text not null,
  constraint account_is_named_once unique (platform, name),
  check ((secret is null) = (secret_alg is null)),
  check ((token is null) = (token_alg is null))
);

-- What a kind of channel can do and how much, as the platforms say it: rows, since they change it at will.
create table channels.capabilities (
  adapter        text not null,
  effective_from date not null,
  effective_to   date,
  facts          jsonb not null,
  source         text not null,
  confirmed      boolean not null default false,
  primary key (adapter, effective_from)
);
create table channels.quotas (
  adapter        text not null,
  operation      text not null,
  count_max      int not null check (count_max > 0),
  per            text not null check (per in ('minute', 'day', 'month')),
  effective_from date not null,
  effective_to   date,
  source         text not null,
  confirmed      boolean not null default false,
  primary key (adapter, operation, per, effective_from)
);

insert into channels.capabilities (adapter, effective_from, facts, source) values
  ('site', '2020-01-01', '{"api":"own","deletable":true,"editable":true}', '本系统'),
  ('manual', '2020-01-01', '{"api":"none","title_max":30,"deletable":true,"editable":true}', '人工发布件：各平台标题从严取 30 字'),
  ('wechat', '2020-01-01', '{"api":"async","callback":true,"deletable":true,"editable":false,"title_max":32,"author_max":16,"digest_max":128,"html_max":20000,"image_bytes_max":1000000,"base_url":"https://api.weixin.qq.com","hosts":["api.weixin.qq.com"],"needs_verified":true,"fields":["appid","secret","callback_token"]}', '微信公众平台开发文档，待核'),
  ('weibo', '2020-01-01', '{"api":"sync","deletable":true,"editable":false,"text_max":140,"image_bytes_max":5000000,"base_url":"https://api.weibo.com","hosts":["api.weibo.com"],"fields":["access_token","client_ip"]}', '微博开放平台文档，待核'),
  ('douyin', '2020-01-01', '{"api":"async","deletable":false,"editable":false,"text_max":1000,"part_bytes":20000000,"parts_over_bytes":50000000,"base_url":"https://open.douyin.com","hosts":["open.douyin.com"],"fields":["client_key","client_secret","open_id","access_token","refresh_token"]}', '抖音开放平台文档，待核'),
  ('kuaishou', '2020-01-01', '{"api":"async","deletable":true,"editable":false,"text_max":500,"video_bytes_max":10000000,"base_url":"https://open.kuaishou.com","hosts":["open.kuaishou.com","*.kuaishou.com","*.gifshow.com"],"fields":["app_id","app_secret","open_id","access_token","refresh_token"]}', '快手开放平台文档，待核'),
  ('aliyun-sms', '2020-01-01', '{"api":"async","deletable":false,"editable":false,"text_max":70,"batch_max":100,"base_url":"https://dysmsapi.aliyuncs.com","hosts":["dysmsapi.aliyuncs.com"],"fields":["access_key_id","access_key_secret"]}', '阿里云短信文档，待核'),
  ('tencent-sms', '2020-01-01', '{"api":"async","deletable":false,"editable":false,"text_max":70,"batch_max":100,"base_url":"https://sms.tencentcloudapi.com","hosts":["sms.tencentcloudapi.com"],"fields":["secret_id","secret_key"]}', '腾讯云短信文档，待核'),
  ('provincial', '2020-01-01', '{"api":"async","callback":true,"deletable":true,"editable":true,"fields":["key_id","key"]}', '省级平台对接约定 docs/provincial-contract.md');

insert into channels.quotas (adapter, operation, count_max, per, effective_from, source) values
  ('wechat', 'mass', 1, 'day', '2020-01-01', '认证订阅号群发每日 1 次，待核'),
  ('wechat', 'publish', 100, 'day', '2020-01-01', '发布接口每日次数，待核'),
  ('weibo', 'share', 30, 'day', '2020-01-01', '测试接口每小时/每日次数，待核'),
  ('douyin', 'create', 75, 'day', '2020-01-01', '每个用户每日投稿数，待核'),
  ('kuaishou', 'publish', 20, 'day', '2020-01-01', '每日发布数，待核');
