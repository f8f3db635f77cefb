/** Binds the contract to the studio: one line a procedure; a studio error becomes a typed answer, anything else a logged fault. */
import { implement } from '@orpc/server';
import { contract } from '../../contract/procedures';
import { StudioError } from '../../core/errors';
import { windowProblems, type WindowHost, type WindowServices } from '../../studio';

/** `log`: where faults of ours go, a line each. */
export function createWindowRouter(services: WindowServices, host: WindowHost, log: (line: string) => void) {
  const { desk, shelf, uploads, settings, published, devices, captures } = services;
  const os = implement(contract).use(async ({ next, errors, path }) => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof StudioError) throw errors.STUDIO({ message: error.message, data: { code: error.code, problems: windowProblems(error) } });
      const line = `${path.join('.')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      services.keepFault(line);
      log(line);
      throw error;
    }
  });
  return os.router({
    profile: {
      list: os.profile.list.handler(({ input }) => services.profiles(input.kind)),
      get: os.profile.get.handler(({ input: { kind, id } }) => ({ ...services.profile(kind, id), yaml: shelf.text(kind, id) })),
      check: os.profile.check.handler(({ input }) => ({ problems: services.examine(input.kind, input).problems })),
      parse: os.profile.parse.handler(({ input }) => services.examine(input.kind, input)),
      save: os.profile.save.handler(({ input }) => services.listing(shelf.save(input.kind, input.profile))),
      duplicate: os.profile.duplicate.handler(({ input }) => services.listing(shelf.duplicate(input.kind, input.id, input.newId ?? null))),
      remove: os.profile.remove.handler(({ input }) => ({ undo: shelf.remove(input.kind, input.id) })),
      restore: os.profile.restore.handler(({ input }) => services.listing(shelf.restore(input.undo))),
      schema: os.profile.schema.handler(({ input }) => services.schema(input.kind)),
    },
    dataset: {
      download: os.dataset.download.handler(({ input }) => services.downloads.start(input.id)),
      downloadState: os.dataset.downloadState.handler(({ input, signal }) => services.downloads.follow(input.id, signal)),
      cancelDownload: os.dataset.cancelDownload.handler(({ input }) => {
        services.downloads.cancel(input.id);
        return {};
      }),
      facts: os.dataset.facts.handler(({ input }) => services.datasetFacts(input.id, input.dataFolder)),
      thumbnails: os.dataset.thumbnails.handler(({ input }) => services.datasetThumbnails(input.id, input.dataFolder, input)),
    },
    model: {
      facts: os.model.facts.handler(async ({ input }) => {
        const { facts, problem } = await services.modelFacts(input.id);
        return { problem, facts: facts === null ? null : { ...facts, exits: [...facts.exits] } };
      }),
      describe: os.model.describe.handler(({ input }) => services.models.describe(input.id, input.boards)),
      times: os.model.times.handler(({ input, signal }) => services.models.times(input.id, signal)),
      attachExits: os.model.attachExits.handler(({ input: { id, dataset, dataFolder, ...chosen } }) => services.trainings.start({ model: id, dataset, dataFolder: services.dataFolderOf(dataset, dataFolder), chosen })),
      training: os.model.training.handler(({ input, signal }) => services.trainings.follow(input.id, signal)),
      upload: os.model.upload.handler(({ input }) => uploads.append(input.upload, input.base64)),
      import: os.model.import.handler(({ input }) => services.importModel(input.upload, input.card)),
    },
    experiment: { plan: os.experiment.plan.handler(({ input }) => services.plan(input.profile, input.dataFolder)) },
    run: {
      start: os.run.start.handler(async ({ input }) => ({ id: await services.start(input) })),
      pause: os.run.pause.handler(({ input }) => desk.pause(input.id)),
      resume: os.run.resume.handler(({ input }) => desk.resume(input.id)),
      cancel: os.run.cancel.handler(({ input }) => desk.cancel(input.id)),
      continue: os.run.continue.handler(async ({ input }) => ({ id: await desk.goOn(input.id, input.dataFolder) })),
      list: os.run.list.handler(() => services.runs()),
      get: os.run.get.handler(async ({ input }) => {
        const { summary, manifest: { experiment, environment, hashes } } = await services.run(input.id);
        return { ...summary, experiment: { ...experiment }, environment: { ...environment }, hashes: [...hashes] };
      }),
      changes: os.run.changes.handler(({ signal }) => desk.changes(signal)),
      results: os.run.results.handler(({ input }) => services.results(input.id)),
      remove: os.run.remove.handler(async ({ input }) => ({ undo: await services.removeRun(input.id) })),
      restore: os.run.restore.handler(({ input }) => ({ id: services.restoreRun(input.undo) })),
      note: os.run.note.handler(({ input }) => services.note(input.id, input.note, input.tags)),
      events: os.run.events.handler(({ input, signal }) => desk.events(input.id, signal)),
      live: os.run.live.handler(({ input, signal }) => desk.live(input.id, signal)),
      samples: os.run.samples.handler(({ input: { board, ...input } }) => services.samples({ ...input, board })),
      thumbnails: os.run.thumbnails.handler(({ input }) => services.runThumbnails(input.id, input.indices)),
      log: os.run.log.handler(({ input }) => services.log(input.id)),
      export: os.run.export.handler(({ input: { id, ...how } }) => services.exportRun(host, id, how)),
    },
    published: {
      papers: os.published.papers.handler(() => published.papers()),
      query: os.published.query.handler(({ input }) => published.query(input)),
      reproduce: os.published.reproduce.handler(({ input }) => published.reproduce(input.paper)),
      beside: os.published.beside.handler(({ input }) => published.beside(input.id)),
      export: os.published.export.handler(({ input: { paper, ...how } }) => published.export(host, paper, how)),
    },
    devices: {
      list: os.devices.list.handler(() => devices.list()),
      watch: os.devices.watch.handler(({ signal }) => devices.watch(signal)),
      identify: os.devices.identify.handler(({ input }) => devices.identify(input.address, input.analyzer)),
      diagnose: os.devices.diagnose.handler(({ input, signal }) => devices.diagnose(input, signal)),
      simulators: os.devices.simulators.handler(() => devices.simulators()),
      simulate: os.devices.simulate.handler(({ input }) => devices.simulate(input.instrument, input.seed, input.faults)),
      playing: os.devices.playing.handler(() => devices.playing()),
      trouble: os.devices.trouble.handler(({ input }) => devices.trouble(input.id, input.trouble)),
      stopSimulator: os.devices.stopSimulator.handler(({ input }) => devices.stopSimulator(input.id)),
    },
    runTrace: {
      open: os.runTrace.open.handler(({ input }) => services.runTraces.open(input)),
      window: os.runTrace.window.handler(({ input }) => services.runTraces.window(input)),
      overview: os.runTrace.overview.handler(({ input: { points, ...name } }) => services.runTraces.overview(name, points)),
      statistics: os.runTrace.statistics.handler(({ input: { from, to, ...name } }) => services.runTraces.statistics(name, from, to)),
    },
    captures: {
      start: os.captures.start.handler(async ({ input }) => ({ id: await captures.start(input) })),
      stop: os.captures.stop.handler(({ input }) => captures.stop(input.id)),
      state: os.captures.state.handler(({ input, signal }) => captures.state(input.id, signal)),
      active: os.captures.active.handler(() => captures.active()),
      window: os.captures.window.handler(({ input }) => captures.window(input)),
      overview: os.captures.overview.handler(({ input }) => captures.overview(input.id, input.points)),
      statistics: os.captures.statistics.handler(({ input }) => captures.statistics(input.id, input.from, input.to)),
      marks: os.captures.marks.handler(({ input }) => captures.marks(input.id)),
      mark: os.captures.mark.handler(({ input }) => captures.mark(input.recording, input.mark)),
      unmark: os.captures.unmark.handler(({ input }) => captures.unmark(input.recording, input.mark)),
      recordings: os.captures.recordings.handler(() => captures.recordings()),
      changes: os.captures.changes.handler(({ signal }) => captures.changes(signal)),
      open: os.captures.open.handler(async ({ input }) => ({ ...await captures.open(input.id), marks: captures.marks(input.id) })),
      rename: os.captures.rename.handler(({ input }) => captures.rename(input.id, input.name)),
      remove: os.captures.remove.handler(async ({ input }) => ({ undo: await captures.remove(input.id) })),
      restore: os.captures.restore.handler(({ input }) => ({ id: captures.restore(input.undo) })),
      import: os.captures.import.handler(({ input }) => captures.import(input)),
      export: os.captures.export.handler(({ input }) => captures.export(host, input)),
    },
    work: {
      changes: os.work.changes.handler(({ signal }) => services.work.changes(signal)),
      stopTraining: os.work.stopTraining.handler(({ input }) => services.trainings.stop(input.model)),
      trainingSeen: os.work.trainingSeen.handler(({ input }) => services.trainings.seen(input.model)),
    },
    explore: { tables: os.explore.tables.handler(({ input }) => services.tables(input)) },
    system: {
      info: os.system.info.handler(() => services.info(host)),
      settings: os.system.settings.handler(() => settings.read()),
      saveSettings: os.system.saveSettings.handler(({ input }) => settings.save(input)),
      chooseFolder: os.system.chooseFolder.handler(async ({ input }) => ({ folder: await host.chooseFolder(input.title) })),
      problemReport: os.system.problemReport.handler(({ input }) => services.report(host, input.id, input.description)),
    },
  });
}
