import { words } from '../fields/table';

/** A list of crm/Accounts has to be filtered on one of these. */
export const accountFilter = words(`
  AccountManager Accountant AddressLine1 AddressLine2 AddressLine3 BRIN BSN Blocked ChamberOfCommerce City Classification Classification1
  Classification2 Classification3 Classification4 Classification5 Classification6 Classification7 Classification8 Code CodeAtSupplier Country Created
  EORINumber Email EndDate Fax ID InvoiceAccount IsAccountant IsReseller IsSales IsSupplier MainContact Modified Name Parent Phone Postcode PriceList
  RSIN Reseller SearchCode StartDate Status Type VATNumber`);

/** A list of logistics/Items has to be filtered on one of these. */
export const itemFilter = words(`
  Barcode Class_01 Class_02 Class_03 Class_04 Class_05 Class_06 Class_07 Class_08 Class_09 Class_10 Code CostPriceNew Created Description EndDate
  ExtraDescription FreeBoolField_01 FreeBoolField_02 FreeBoolField_03 FreeBoolField_04 FreeBoolField_05 FreeDateField_01 FreeDateField_02
  FreeDateField_03 FreeDateField_04 FreeDateField_05 FreeNumberField_01 FreeNumberField_02 FreeNumberField_03 FreeNumberField_04 FreeNumberField_05
  FreeNumberField_06 FreeNumberField_07 FreeNumberField_08 FreeTextField_01 FreeTextField_02 FreeTextField_03 FreeTextField_04 FreeTextField_05
  FreeTextField_06 FreeTextField_07 FreeTextField_08 FreeTextField_09 FreeTextField_10 GLCosts GLCostsWorkInProgress GLRevenue GLRevenueWorkInProgress
  GLStock ID IsBatchItem IsFractionAllowedItem IsMakeItem IsPurchaseItem IsSalesItem IsSerialItem IsStockItem IsSubcontractedItem IsTime IsWebshopItem
  ItemGroup ItemGroupCode Modified NetWeightUnit SalesVatCode SearchCode StartDate Unit`);

/** A list of salesinvoice/SalesInvoices has to be filtered on one of these. */
export const salesInvoiceFilter = words(`
  Created DeliverTo DeliverToAddress DeliverToContactPerson Description Document InvoiceDate InvoiceID InvoiceNumber InvoiceTo InvoiceToContactPerson
  Journal Modified OrderNumber OrderedBy OrderedByContactPerson PaymentReference Salesperson SelectionCode Status TaxSchedule Type Warehouse YourRef`);

/** A list of salesinvoice/SalesInvoiceLines has to be filtered on one of these. */
export const salesInvoiceLineFilter = words(`
  CostCenter CostUnit Description Employee GLAccount ID InvoiceID Item LineNumber Pricelist Project SalesOrder SalesOrderLine Subscription TaxSchedule
  VATCode`);
