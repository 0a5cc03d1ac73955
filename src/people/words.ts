// Words of people/ that the workbench shows as well.

/** 预算级次: at which level of government the unit's budget stands. */
export const LEVELS = ['中央级', '省级', '市级', '区县级'] as const
export type Level = (typeof LEVELS)[number]

/** A place as one word, as rules name it: 湖南省邵阳市北塔区. */
export const placeName = ({ province, city, county }: { province: string; city: string; county: string }) =>
  `${province}${city}${county}`
