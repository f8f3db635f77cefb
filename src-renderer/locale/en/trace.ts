/** English of a trace on screen: tools, keys, numbers, marks and events. */
export const trace = {
  trace: {
    title: 'Trace', of: 'Power trace of {name}', role: 'trace', tools: 'View of the trace', channels: 'Quantities', minimap: 'Whole recording; moves the view', lost: 'lost',
    channel: { current: 'Current', voltage: 'Voltage', power: 'Power' }, showChannel: 'Show or hide: {channel}', noChannel: 'This instrument does not measure it',
    pauseView: 'Pause view', followLive: 'Follow live', move: 'Drag moves the view', selectTool: 'Drag selects', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Whole recording', zoomToSelection: 'Zoom to selection', mark: 'Set a marker', note: 'Write a note', log: 'Logarithmic axis', picture: 'Save the picture (PNG)', frames: '{n} fps',
    keys: 'Keys', pointerHelp: 'Drag moves, Shift and drag selects, the wheel zooms, Shift and wheel moves. Drag a marker by its flag.', keysHint: 'Arrow keys move the view, plus and minus zoom, Shift with arrow keys selects, M sets a marker. “Show as table” has the numbers.',
    key: { pan: 'Move the view', page: 'Move by a whole view', zoom: 'Zoom in, zoom out', ends: 'Beginning, end', fit: 'Whole recording', select: 'Select, shrink the selection', zoomToSelection: 'Zoom to the selection', unselect: 'Clear the selection', follow: 'Pause the view, follow again', mark: 'Set a marker', note: 'Write a note', tool: 'Dragging moves or selects', log: 'Linear or logarithmic axis' },
    shownSpan: 'Shown: {from} to {to}', summary: '{channel}: mean {mean}, {min} to {max}; {coverage} measured.', nothingMeasured: 'Nothing was measured here.', gaps: 'One gap. | {n} gaps.',
    manyGaps: 'More than {n} gaps.', manyEvents: 'There are more than are listed; zoom in to see them.',
    column: { from: 'From', to: 'To', min: 'Min', mean: 'Mean', max: 'Max', p50: 'Median', p95: 'p95', sd: 'SD', coverage: 'Coverage' },
    ofSelection: 'Numbers of the selection', ofView: 'Numbers of what is in view', noNumbers: 'Numbers appear as soon as samples are there.', energy: 'Energy', charge: 'Charge', duration: 'Duration', quantity: 'Quantity', byQuantity: 'Statistics by quantity',
    lostText: '{lost} samples were lost here. They are in no number on this page: energy and charge are of the measured samples alone.', method: '{n} measured samples; energy and charge are their sum times the sample period.', rough: 'Median and p95 of so many samples are right to 0.8 %.',
    marks: 'Markers and notes', noMarks: 'Press M to set a marker; between two of them charge and energy are integrated. N writes a note on the trace.', markNamed: 'marker {name}', goTo: 'Go to {name} at {at}', noteOf: 'Note of {name}', noteLabel: 'Note', notePlaceholder: 'What happens here?', notePlace: 'Note at this place', noteStretch: 'Note on the selection', noteText: 'It is kept beside the recording.', integrals: 'Integrals between markers', between: 'Between',
    events: 'Events in view ({n})', moreEvents: '{n} more; zoom in to see them.',
    event: { edge: 'Edge', 'time-stamp': 'Time stamp', uart: 'Printed by the board', loss: 'Samples lost', segment: 'Interruption', overload: 'Overload', supply: 'Supply', note: 'Note', on: 'Supply on', off: 'Supply off', rose: '{line} rose', fell: '{line} fell' },
  },
};
