package io.election.node.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stands where a server accepts connections, and gives each its deadline before all else. */
@Sharable
final class ConnectionGate extends ChannelInboundHandlerAdapter {

  private final OpenConnections connections;

  ConnectionGate(OpenConnections connections) {
    this.connections = connections;
  }

  /** What a server reads are its connections. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    ((Channel) accepted).pipeline().addLast(new RequestDeadline(connections));
    context.fireChannelRead(accepted);
  }
}
