import { manySchedules } from './many-schedules';

manySchedules(1, 2);
