import { table } from './table';

export const items = table({
  path: 'logistics/Items',
  key: 'ID',
  methods: 'GET POST PUT DELETE',
  mandatory: 'Code Description',
  writable: {
    Binary: 'Picture',
    Boolean: `
      FreeBoolField_01 FreeBoolField_02 FreeBoolField_03 FreeBoolField_04 FreeBoolField_05 IsFractionAllowedItem IsPackageItem IsPurchaseItem
      IsSalesItem IsSerialItem IsSerialNumberItem IsStockItem IsSubcontractedItem`,
    Byte: 'CopyRemarks IsBatchItem IsBatchNumberItem IsMakeItem IsNewContract IsOnDemandItem IsRegistrationCodeItem IsTaxableItem IsTime IsWebshopItem',
    DateTime: 'EndDate FreeDateField_01 FreeDateField_02 FreeDateField_03 FreeDateField_04 FreeDateField_05 StartDate',
    Double: `
      CostPriceNew FreeNumberField_01 FreeNumberField_02 FreeNumberField_03 FreeNumberField_04 FreeNumberField_05 FreeNumberField_06
      FreeNumberField_07 FreeNumberField_08 GrossWeight NetWeight`,
    Guid: 'ID GLCosts GLRevenue GLStock ItemGroup GLCostsWorkInProgress GLRevenueWorkInProgress',
    Int32: 'SecurityLevel',
    String: `
      Barcode Class_01 Class_02 Class_03 Class_04 Class_05 Class_06 Class_07 Class_08 Class_09 Class_10 Code CostPriceCurrency Description
      ExtraDescription FreeTextField_01 FreeTextField_02 FreeTextField_03 FreeTextField_04 FreeTextField_05 FreeTextField_06 FreeTextField_07
      FreeTextField_08 FreeTextField_09 FreeTextField_10 NetWeightUnit Notes SalesVatCode SearchCode Unit`,
  },
  postOnly: {
    Double: 'AverageCost CostPriceStandard',
  },
  readOnly: {
    Byte: 'UseExplosion',
    DateTime: 'Created Modified',
    Double: 'StandardSalesPrice StatisticalNetWeight StatisticalUnits StatisticalValue Stock BatchQuantity',
    Guid: 'Creator Modifier',
    Int32: 'Division AssembledLeadDays',
    String: `
      CreatorFullName GLCostsCode GLCostsDescription GLRevenueCode GLRevenueDescription GLStockCode GLStockDescription ItemGroupCode
      ItemGroupDescription ModifierFullName PictureName PictureThumbnailUrl PictureUrl SalesVatCodeDescription StatisticalCode UnitDescription
      UnitType CustomField GLCostsWorkInProgressCode GLCostsWorkInProgressDescription GLRevenueWorkInProgressCode GLRevenueWorkInProgressDescription`,
  },
});

export const itemGroups = table({
  path: 'logistics/ItemGroups',
  key: 'ID',
  methods: 'GET',
  writable: {
    Byte: 'IsDefault',
    Guid: 'ID GLCosts GLPurchaseAccount GLPurchasePriceDifference GLRevenue GLStock GLStockVariance',
    String: 'Code Description Notes',
  },
  readOnly: {
    DateTime: 'Created Modified',
    Guid: 'Creator Modifier GLCostsWorkInProgress GLRevenueWorkInProgress',
    Int32: 'Division',
    String: `
      CreatorFullName GLCostsCode GLCostsDescription GLPurchaseAccountCode GLPurchaseAccountDescription GLPurchasePriceDifferenceCode
      GLPurchasePriceDifferenceDescr GLRevenueCode GLRevenueDescription GLStockCode GLStockDescription GLStockVarianceCode GLStockVarianceDescription
      ModifierFullName GLCostsWorkInProgressCode GLCostsWorkInProgressDescription GLRevenueWorkInProgressCode GLRevenueWorkInProgressDescription`,
  },
});

export const units = table({
  path: 'logistics/Units',
  key: 'ID',
  methods: 'GET',
  writable: {
    Boolean: 'Active',
    Byte: 'Main',
    Guid: 'ID',
    String: 'Code Description TimeUnit Type',
  },
  readOnly: {
    Int32: 'Division',
  },
});
