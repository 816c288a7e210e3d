import '../../../components/shared/tokens.css';
import '../../../components/shared/controls.css';
import '../../../components/shared/page.css';
import '../../../components/popup/popup.css';
import { render } from 'preact';
import { Popup } from '../../../components/popup/Popup';
import { QueriesProvider } from '../../../components/shared/queries';
import { budgetKeys } from './budgetKeys';
import { fixtureQueries } from './fixtures';

const queries = fixtureQueries(location.search.includes('empty'), budgetKeys);
render(
  <QueriesProvider value={queries}>
    <Popup />
  </QueriesProvider>,
  document.getElementById('app')!,
);
