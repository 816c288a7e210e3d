import '../../lib/no-eval';
import '../../components/shared/tokens.css';
import '../../components/shared/controls.css';
import '../../components/shared/page.css';
import '../../components/options/options.css';
import { render } from 'preact';
import { Options } from '../../components/options/Options';
import { QueriesProvider } from '../../components/shared/queries';
import { LedgerbarDatabase } from '../../lib/storage/database';
import { createQueries } from '../../lib/sync/queries';

const app = document.getElementById('app');
if (app) {
  render(
    <QueriesProvider value={createQueries(new LedgerbarDatabase())}>
      <Options />
    </QueriesProvider>,
    app,
  );
}
