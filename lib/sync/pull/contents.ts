import type { HostContact, HostProduct } from '../../hosts/writing';
import type { SourceContact, SourceProduct } from '../../ledgers/source';
import { hashOf } from '../booking';

/** What counts as the content of a record, as a hash: to see whether one side was changed since both were brought together. */

export const hashOfSourceContact = ({ contact, active }: SourceContact): Promise<string> => hashOf({ contact, active });
export const hashOfHostContact = ({ name, person, vatNumber, registrationNumber, email, phone, website, address }: HostContact): Promise<string> =>
  hashOf({ name, person, vatNumber, registrationNumber, email, phone, website, address });

export const hashOfSourceProduct = ({ code, name, description, price, service, salesAccount, costAccount, active }: SourceProduct): Promise<string> =>
  hashOf({ code, name, description, price, service, salesAccount, costAccount, active });
export const hashOfHostProduct = ({ code, name, description, price, service, salesAccount, costAccount }: HostProduct): Promise<string> =>
  hashOf({ code, name, description, price, service, salesAccount, costAccount });
