import '../../../components/shared/tokens.css';
import '../../../components/shared/controls.css';
import '../../../components/shared/page.css';
import '../../../components/options/options.css';
import { render } from 'preact';
import { Options } from '../../../components/options/Options';
import { QueriesProvider } from '../../../components/shared/queries';
import { budgetKeys } from './budgetKeys';
import { fixtureQueries } from './fixtures';

const queries = fixtureQueries(location.search.includes('empty'), budgetKeys);
render(
  <QueriesProvider value={queries}>
    <Options />
  </QueriesProvider>,
  document.getElementById('app')!,
);
