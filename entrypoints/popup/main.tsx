import '../../lib/no-eval';
import '../../components/shared/tokens.css';
import '../../components/shared/controls.css';
import '../../components/shared/page.css';
import '../../components/popup/popup.css';
import { render } from 'preact';
import { Popup } from '../../components/popup/Popup';
import { QueriesProvider } from '../../components/shared/queries';
import { LedgerbarDatabase } from '../../lib/storage/database';
import { createQueries } from '../../lib/sync/queries';

const app = document.getElementById('app');
if (app) {
  render(
    <QueriesProvider value={createQueries(new LedgerbarDatabase())}>
      <Popup />
    </QueriesProvider>,
    app,
  );
}
