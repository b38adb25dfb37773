export {
  isSensitive,
  itemCodes,
  itemOf,
  items,
  type Item,
  type ItemCode,
  type Shape,
  type Tier,
} from './items.ts'
