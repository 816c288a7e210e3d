import { manySchedules } from './many-schedules';

manySchedules(0, 2);
