console.log('remote/edge-server-process')
