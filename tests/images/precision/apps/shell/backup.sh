#!/bin/sh
tar -czf /backup/all.tar.gz /data
