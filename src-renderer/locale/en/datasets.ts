/** English of datasets' files: downloads and folders. */
export const datasets = {
  download: {
    start: 'Download', goOn: 'Go on', cancel: 'Cancel', of: 'Download {name}', cancelOf: 'Cancel the download of {name}', size: '{size} MB from its public address', progress: '{done} of {total} MB', progressLeft: '{done} of {total} MB, about {seconds} s left',
    cancelled: 'Stopped at {done} of {total} MB; what came is kept.', doing: { check: 'Checking what came …', unpack: 'Unpacking …' }, licence: 'Licence: {licence}',
  },
  folder: { none: 'Not set yet; the dataset can be used once its folder is known.', label: 'Data folder', of: 'Folder with the files of {name}', hint: 'Full path of the folder on the studio’s computer', browse: 'Browse …', choose: 'Folder with the files of {name}', found: 'All files were found.' },
};
